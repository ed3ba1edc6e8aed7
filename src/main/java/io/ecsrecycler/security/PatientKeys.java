package io.ecsrecycler.security;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.SecurityContext;
import java.util.List;
import java.util.stream.Stream;

/**
 * An issuer's keys. A key id that nobody knows makes them be read again, but not for every token
 * that a stranger makes up: once they have been read, too many such readings mean that there is no
 * such key, not that the issuer is away.
 */
final class PatientKeys implements JWKSource<SecurityContext> {

  private final JWKSource<SecurityContext> keys;
  private volatile boolean read;

  PatientKeys(JWKSource<SecurityContext> keys) {
    this.keys = keys;
  }

  @Override
  public List<JWK> get(JWKSelector selector, SecurityContext context) throws KeySourceException {
    try {
      List<JWK> found = keys.get(selector, context);
      read = true;
      return found;
    } catch (KeySourceException e) {
      if (read && tooOften(e)) {
        return List.of();
      }
      throw e;
    }
  }

  private static boolean tooOften(KeySourceException e) {
    return Stream.<Throwable>iterate(e, it -> it != null, Throwable::getCause)
        .anyMatch(RateLimitReachedException.class::isInstance);
  }
}
