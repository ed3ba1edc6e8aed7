package io.ecsrecycler.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** A wire that can fail: passes bytes on, at once or late, or swallows them, or hangs up. */
final class TcpProxy implements AutoCloseable {

  /** What becomes of the bytes. */
  enum Mode {
    PASS,
    /** Every piece arrives, late. */
    SLOW,
    /** Connections are there, and nothing ever arrives. */
    BLACK_HOLE,
    /** Connections are reset, old ones and new ones. */
    RESET
  }

  private static final Duration LATENCY = Duration.ofMillis(200);

  private final ServerSocket server;
  private final int target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile Mode mode = Mode.PASS;

  private TcpProxy(ServerSocket server, int target) {
    this.server = server;
    this.target = target;
  }

  /** In front of a port of this machine. */
  static TcpProxy to(int target) {
    try {
      TcpProxy proxy =
          new TcpProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target);
      Thread.ofVirtual().start(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return server.getLocalPort();
  }

  void become(Mode next) {
    mode = next;
    if (next == Mode.PASS || next == Mode.RESET) {
      open.forEach(TcpProxy::reset);
      open.clear();
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        if (mode == Mode.RESET) {
          reset(client);
        } else {
          connect(client);
        }
      } catch (IOException e) {
        // The wire is being taken down, or one end hung up: that is what it is for.
        continue;
      }
    }
  }

  private void connect(Socket client) throws IOException {
    Socket far = new Socket();
    far.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
    open.add(client);
    open.add(far);
    Thread.ofVirtual().start(() -> pump(client, far));
    Thread.ofVirtual().start(() -> pump(far, client));
  }

  private void pump(Socket from, Socket to) {
    byte[] buffer = new byte[16_384];
    try {
      int read = from.getInputStream().read(buffer);
      while (read >= 0) {
        if (mode == Mode.SLOW) {
          LockSupport.parkNanos(LATENCY.toNanos());
        }
        if (mode != Mode.BLACK_HOLE) {
          to.getOutputStream().write(buffer, 0, read);
        }
        read = from.getInputStream().read(buffer);
      }
    } catch (IOException e) {
      reset(from);
    }
    reset(to);
  }

  private static void reset(Socket socket) {
    try {
      if (!socket.isClosed()) {
        socket.setSoLinger(true, 0);
        socket.close();
      }
    } catch (IOException e) {
      // The other direction hung up in this very instant: it is as it should be.
      return;
    }
  }

  @Override
  public void close() {
    try {
      server.close();
      become(Mode.RESET);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
