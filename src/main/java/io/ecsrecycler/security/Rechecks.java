package io.ecsrecycler.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/** Asks again who it is, for answers that go on for longer than a token may be good. */
@Component
@ConditionalOnWebApplication
public class Rechecks {

  private final AuthenticationManager tokens;
  private final StartMode mode;

  Rechecks(AuthenticationManager tokens, StartMode mode) {
    this.tokens = tokens;
    this.mode = mode;
  }

  /**
   * Whose request it is, asked anew each time.
   *
   * @return throws {@link org.springframework.security.core.AuthenticationException} once the token
   *     is not good any more
   */
  public Supplier<Caller> of(HttpServletRequest request) {
    if (mode.open()) {
      return () -> Caller.ANYBODY;
    }
    Authentication presented = Objects.requireNonNull(new BearerHeader().convert(request));
    return () -> ((CallerAuthentication) tokens.authenticate(presented)).caller();
  }
}
