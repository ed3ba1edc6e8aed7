package io.ecsrecycler.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The API tokens that are known here, by their hashes. */
final class ApiTokens {

  /** What every API token begins with, so that people and secret scanners know one. */
  static final String PREFIX = "rcy_";

  private static final Logger log = LoggerFactory.getLogger(ApiTokens.class);
  private static final Duration SOON = Duration.ofDays(14);

  private final List<Known> known;
  private final Clock clock;

  private record Known(TokenHash hash, Caller caller, Instant expires) {}

  ApiTokens(List<ApiTokenProperties> tokens, Clock clock) {
    this.known = tokens.stream().map(ApiTokens::known).toList();
    this.clock = clock;
    Instant now = clock.instant();
    known.forEach(it -> warn(it, now));
  }

  private static Known known(ApiTokenProperties token) {
    return new Known(
        TokenHash.ofHex(token.sha256()),
        new Caller(token.name(), List.of(Grant.of(token.role(), token.allow()))),
        token.expires());
  }

  private static void warn(Known token, Instant now) {
    if (!now.isBefore(token.expires())) {
      log.warn("API token '{}' expired at {}", token.caller().name(), token.expires());
    } else if (now.isAfter(token.expires().minus(SOON))) {
      log.warn("API token '{}' expires at {}", token.caller().name(), token.expires());
    }
    if (token.caller().grants().getFirst().allow().isEmpty()) {
      log.warn("API token '{}' allows nothing: 'allow' is empty", token.caller().name());
    }
  }

  /** Whose token it is; every hash is compared, whichever fits. */
  Caller caller(String token) {
    TokenHash presented = TokenHash.of(token);
    @Nullable Known found = null;
    for (Known each : known) {
      if (each.hash().matches(presented)) {
        found = each;
      }
    }
    if (found == null) {
      throw BadTokenException.unknown(null);
    }
    if (!clock.instant().isBefore(found.expires())) {
      throw BadTokenException.expired(null);
    }
    return found.caller();
  }
}
