package io.ecsrecycler.security;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** Where a request comes from, for limits: of IPv6 the network, as one host has 2^64 addresses. */
final class RemoteAddress {

  private static final int NETWORK_BYTES = 8;

  /** A proxy may hand on whatever somebody called their address; it is not remembered. */
  private static final String UNKNOWN = "an unknown address";

  private RemoteAddress() {}

  static String of(HttpServletRequest request) {
    String text = String.valueOf(request.getRemoteAddr());
    try {
      // An IP address, never a name: the container has it from the socket.
      return InetAddress.ofLiteral(text) instanceof Inet6Address it ? network(it) : text;
    } catch (IllegalArgumentException _) {
      return UNKNOWN;
    }
  }

  private static String network(Inet6Address address) {
    byte[] network = Arrays.copyOf(address.getAddress(), NETWORK_BYTES);
    return HexFormat.of().formatHex(network) + "::/64";
  }
}
