package io.ecsrecycler.security;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidationException;

/**
 * The JWTs of the issuer. It is first asked for its keys when the first token comes: an issuer that
 * is away must not keep this service from starting.
 */
final class Jwts {

  private static final Logger log = LoggerFactory.getLogger(Jwts.class);
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final Issuer issuer;
  private final ClaimGrants grants;
  private final Clock clock;

  private volatile @Nullable JwtDecoder decoder;
  private volatile Instant nextTry = Instant.MIN;

  Jwts(OidcProperties oidc, Clock clock) {
    this.issuer = new Issuer(oidc, clock);
    this.grants = new ClaimGrants(oidc.nameClaim(), oidc.grants());
    this.clock = clock;
  }

  /** Whose token it is. */
  Caller caller(String token) {
    JwtDecoder known = decoder();
    try {
      return grants.caller(known.decode(token).getClaims());
    } catch (JwtValidationException e) {
      throw outOfTime(e) ? BadTokenException.expired(e) : BadTokenException.unknown(e);
    } catch (BadJwtException e) {
      throw BadTokenException.unknown(e);
    } catch (JwtException e) {
      throw away(e);
    }
  }

  /** Spring's timestamp validator says no more than this. */
  private static boolean outOfTime(JwtValidationException e) {
    return e.getErrors().stream()
        .map(it -> String.valueOf(it.getDescription()))
        .allMatch(it -> it.startsWith("Jwt expired") || it.startsWith("Jwt used before"));
  }

  /** Many may wait for the first answer, one asks; after a failure nobody does for a while. */
  private JwtDecoder decoder() {
    JwtDecoder known = decoder;
    return known == null ? ask() : known;
  }

  private synchronized JwtDecoder ask() {
    JwtDecoder known = decoder;
    if (known != null) {
      return known;
    }
    if (clock.instant().isBefore(nextTry)) {
      throw new BadTokenException(Refusal.issuerAway(PAUSE), null);
    }
    try {
      JwtDecoder made = issuer.decoder();
      decoder = made;
      return made;
    } catch (IOException e) {
      throw away(e);
    }
  }

  /** One line for however many whose tokens cannot be checked. */
  private BadTokenException away(Exception e) {
    Instant now = clock.instant();
    if (!now.isBefore(nextTry)) {
      log.warn("The OIDC issuer's keys cannot be read: {}", e.getMessage());
      nextTry = now.plus(PAUSE);
    }
    return new BadTokenException(Refusal.issuerAway(PAUSE), e);
  }
}
