package io.ecsrecycler.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/** Asks again who it is, for answers that go on for longer than a token may be good. */
@Component
public class Rechecks {

  /** There are none where there is no web server. */
  private final ObjectProvider<AuthenticationManager> tokens;

  private final ObjectProvider<StartMode> mode;

  Rechecks(ObjectProvider<AuthenticationManager> tokens, ObjectProvider<StartMode> mode) {
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
    if (mode.getObject().open()) {
      return () -> Caller.ANYBODY;
    }
    Authentication presented = Objects.requireNonNull(new BearerHeader().convert(request));
    return () -> ((CallerAuthentication) tokens.getObject().authenticate(presented)).caller();
  }
}
