package io.ecsrecycler.security;

import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** A caller as Spring Security carries it through a request; the token itself is not kept. */
final class CallerAuthentication extends AbstractAuthenticationToken {

  private final transient Caller caller;

  CallerAuthentication(Caller caller) {
    super(List.of());
    this.caller = caller;
    setAuthenticated(true);
  }

  Caller caller() {
    return caller;
  }

  @Override
  public Object getPrincipal() {
    return caller;
  }

  @Override
  public Object getCredentials() {
    return "";
  }

  @Override
  public String getName() {
    return caller.name();
  }
}
