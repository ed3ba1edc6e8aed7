package io.ecsrecycler.security;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;

/** A token that is not taken; the refusal is what its bearer hears, the cause is for nobody. */
final class BadTokenException extends OAuth2AuthenticationException {

  private final transient Refusal refusal;

  BadTokenException(Refusal refusal, @Nullable Throwable cause) {
    super(new OAuth2Error("invalid_token"), refusal.detail(), cause);
    this.refusal = refusal;
  }

  static BadTokenException unknown(@Nullable Throwable cause) {
    return new BadTokenException(
        Refusal.badToken("It is unknown, or not for this service."), cause);
  }

  static BadTokenException malformed() {
    return new BadTokenException(
        Refusal.badToken("It is malformed; send exactly one header 'Authorization: Bearer TOKEN'."),
        null);
  }

  static BadTokenException expired(@Nullable Throwable cause) {
    return new BadTokenException(Refusal.badToken("It has expired, or is not valid yet."), cause);
  }

  Refusal refusal() {
    return refusal;
  }
}
