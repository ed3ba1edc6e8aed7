package io.ecsrecycler.security;

import io.ecsrecycler.security.OidcProperties.ClaimGrant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a JWT's claims mean here. */
record ClaimGrants(String nameClaim, List<ClaimGrant> grants) {

  /** As many characters as fit into the recycle's column, and no line of the log is torn. */
  private static final int LONGEST_NAME = 200;

  /** Whose claims they are; the subject where the name claim is missing. */
  Caller caller(Map<String, Object> claims) {
    Object name = claims.getOrDefault(nameClaim, claims.get("sub"));
    if (!(name instanceof String text) || text.isBlank()) {
      throw BadTokenException.unknown(null);
    }
    return new Caller(
        Caller.OIDC + harmless(text),
        grants.stream()
            .filter(grant -> fits(grant.when(), claims))
            .map(grant -> Grant.of(grant.role(), grant.allow()))
            .toList());
  }

  private static String harmless(String name) {
    String visible = name.replaceAll("[^\\x21-\\x7e]", "_");
    return visible.substring(0, Math.min(LONGEST_NAME, visible.length()));
  }

  private static boolean fits(Map<String, String> when, Map<String, Object> claims) {
    return when.entrySet().stream()
        .allMatch(it ->
            values(claims.get(it.getKey()))
                .anyMatch(value -> new Glob(it.getValue()).matches(value)));
  }

  private static Stream<String> values(@Nullable Object claim) {
    return switch (claim) {
      case String it -> Stream.of(it);
      case Boolean it -> Stream.of(it.toString());
      case Collection<?> it -> it.stream().filter(String.class::isInstance).map(String.class::cast);
      case null, default -> Stream.empty();
    };
  }
}
