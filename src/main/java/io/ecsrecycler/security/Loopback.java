package io.ecsrecycler.security;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/** Whether something stays within this machine. */
final class Loopback {

  private Loopback() {}

  /** Whether neither the service nor its management port listens anywhere else. */
  static boolean only(Environment environment) {
    String management = environment.getProperty("management.server.address");
    boolean ownPort = environment.getProperty("management.server.port") != null;
    return isOwn(environment.getProperty("server.address")) && (!ownPort || isOwn(management));
  }

  /**
   * Whether an address or host name is loopback's; none means everywhere, and an unknown one, no.
   */
  static boolean isOwn(@Nullable String host) {
    if (host == null || host.isBlank()) {
      return false;
    }
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException _) {
      return false;
    }
  }

  /** Whether a Host header names this machine as loopback does: no page can forge that by DNS. */
  static boolean isNamed(String host) {
    return host.equals("localhost")
        || host.equals("127.0.0.1")
        || host.equals("::1")
        || host.equals("[::1]");
  }
}
