package io.ecsrecycler.simulator.wire;

import io.ecsrecycler.simulator.SimulatedFault;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One page of a list. The token names the last item that was sent, so that items which come or go
 * between two pages neither repeat nor hide others.
 */
record Page<T>(List<T> items, @Nullable String nextToken) {

  /** Parts a token's key from its checksum, by which a token of somebody's own making shows. */
  private static final String MARK = "\n";

  /** A page of a list that is sorted by that key. */
  static <T> Page<T> of(List<T> sorted, Function<T, String> key, @Nullable String token, int size) {
    String after = token == null ? "" : decoded(token);
    List<T> rest = sorted.stream().filter(item -> key.apply(item).compareTo(after) > 0).toList();
    return first(rest, key, size);
  }

  /** A page of a list in an order of its own, of which nothing ever goes. */
  static <T> Page<T> inOrder(
      List<T> list, Function<T, String> key, @Nullable String token, int size) {
    if (token == null) {
      return first(list, key, size);
    }
    String last = decoded(token);
    int sent = list.stream().map(key).toList().indexOf(last) + 1;
    return first(list.subList(sent, list.size()), key, size);
  }

  private static <T> Page<T> first(List<T> rest, Function<T, String> key, int size) {
    if (rest.size() <= size) {
      return new Page<>(rest, null);
    }
    List<T> page = rest.subList(0, size);
    return new Page<>(page, encoded(key.apply(page.getLast())));
  }

  void putToken(ObjectNode reply, String member) {
    if (nextToken != null) {
      reply.put(member, nextToken);
    }
  }

  private static String encoded(String key) {
    byte[] token = (key + MARK + checksum(key)).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().encodeToString(token);
  }

  private static String decoded(String token) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      String[] parts = text.split(MARK, -1);
      if (parts.length == 2 && checksum(parts[0]).equals(parts[1])) {
        return parts[0];
      }
      throw invalid();
    } catch (IllegalArgumentException e) {
      throw invalid();
    }
  }

  private static String checksum(String key) {
    CRC32 sum = new CRC32();
    sum.update(key.getBytes(StandardCharsets.UTF_8));
    return Long.toHexString(sum.getValue());
  }

  private static SimulatedFault invalid() {
    return SimulatedFault.invalid("Invalid token");
  }
}
