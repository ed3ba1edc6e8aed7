package io.ecsrecycler.security;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/** Finds out whose a bearer token is: an API token of ours, or a JWT of the issuer. */
final class Tokens implements AuthenticationManager {

  /** A signed JWT has three parts; of anything else the issuer need not be asked. */
  private static final int JWT_DOTS = 2;

  private final ApiTokens own;
  private final @Nullable Jwts jwts;

  Tokens(ApiTokens own, @Nullable Jwts jwts) {
    this.own = own;
    this.jwts = jwts;
  }

  @Override
  public Authentication authenticate(Authentication presented) {
    return switch (presented) {
      case BearerTokenAuthenticationToken it -> new CallerAuthentication(caller(it.getToken()));
      default -> throw BadTokenException.unknown(null);
    };
  }

  private Caller caller(String token) {
    if (token.startsWith(ApiTokens.PREFIX)) {
      return own.caller(token);
    }
    if (jwts == null || token.chars().filter(it -> it == '.').count() != JWT_DOTS) {
      throw BadTokenException.unknown(null);
    }
    return jwts.caller(token);
  }
}
