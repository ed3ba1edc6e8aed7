package io.ecsrecycler.simulator;

import com.sun.net.httpserver.HttpServer;
import io.ecsrecycler.simulator.wire.AwsEndpoint;
import io.ecsrecycler.simulator.wire.FaultEndpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The simulated AWS over HTTP, on loopback only. */
public final class SimulatorServer implements AutoCloseable {

  private static final int BACKLOG = 1024;

  private final HttpServer http;
  private final ExecutorService threads;

  private SimulatorServer(HttpServer http, ExecutorService threads) {
    this.http = http;
    this.threads = threads;
  }

  /**
   * Starts to listen.
   *
   * @param port 0 takes any free one
   * @throws IOException when the port is taken
   */
  public static SimulatorServer start(SimulatedAws aws, int port) throws IOException {
    return start(List.of(aws), new SimulatedRoles(), port);
  }

  /**
   * Starts to listen for several accounts and Regions, told apart by what calls are signed with.
   *
   * @param places the first one takes the calls that mean none of them
   * @param roles who may be assumed
   * @param port 0 takes any free one
   * @throws IOException when the port is taken
   */
  public static SimulatorServer start(List<SimulatedAws> places, SimulatedRoles roles, int port)
      throws IOException {
    // Without it every reply waits for the client's delayed acknowledgement, 40 ms; the JDK's
    // server
    // reads the property when its class is loaded.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    http.setExecutor(threads);
    http.createContext("/", new AwsEndpoint(places, roles));
    http.createContext("/simulator", new FaultEndpoint(places.getFirst()));
    http.start();
    return new SimulatorServer(http, threads);
  }

  /** Where it listens. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }
}
