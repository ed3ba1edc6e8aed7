package io.ecsrecycler.notify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Takes every connection and never says a word. */
final class SilentMailServer implements AutoCloseable {

  private final ServerSocket server;
  private final Queue<Socket> taken = new ConcurrentLinkedQueue<>();

  SilentMailServer() {
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::take);
  }

  private void take() {
    while (!server.isClosed()) {
      try {
        taken.add(server.accept());
      } catch (IOException e) {
        if (!server.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  int port() {
    return server.getLocalPort();
  }

  /** How many connections there have been. */
  int taken() {
    return taken.size();
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : taken) {
      socket.close();
    }
  }
}
