package io.ecsrecycler.simulator.wire;

import io.ecsrecycler.simulator.SimulatedFault;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One page of a sorted list. The token names the last item that was sent, so that items which come
 * or go between two pages neither repeat nor hide others.
 */
record Page<T>(List<T> items, @Nullable String nextToken) {

  static <T> Page<T> of(List<T> sorted, Function<T, String> key, @Nullable String token, int size) {
    String after = token == null ? "" : decoded(token);
    List<T> rest = sorted.stream().filter(item -> key.apply(item).compareTo(after) > 0).toList();
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
    return Base64.getUrlEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }

  private static String decoded(String token) {
    try {
      return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw SimulatedFault.invalid("Invalid token");
    }
  }
}
