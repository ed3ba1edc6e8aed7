package io.ecsrecycler.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/**
 * Answers whoever is not let in. Failed logins are limited by remote address: a valid token is
 * never locked out by a neighbour's mistakes, as only what fails anyway is answered with less.
 */
final class RefusedAtTheDoor
    implements AuthenticationEntryPoint, AccessDeniedHandler, RequestRejectedHandler {

  private static final Logger log = LoggerFactory.getLogger(RefusedAtTheDoor.class);

  private final RefusalWriter writer;
  private final RateLimits failedLogins;

  RefusedAtTheDoor(RefusalWriter writer, RateLimits failedLogins) {
    this.writer = writer;
    this.failedLogins = failedLogins;
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
      throws IOException {
    String address = RemoteAddress.of(request);
    Refusal refusal =
        e instanceof BadTokenException bad ? bad.refusal() : Refusal.notAuthenticated();
    Refusal answer =
        failedLogins.refusal(address, "Requests without a valid token").orElse(refusal);
    if (answer == refusal && e instanceof BadTokenException) {
      log.info("Refused a token from {}: {}", address, refusal.detail());
    }
    writer.write(answer, request, response);
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
      throws IOException {
    Refusal refusal =
        SecurityContextHolder.getContext().getAuthentication() instanceof CallerAuthentication it
            ? Refusal.forbidden(it.caller(), Permission.VIEW)
            : Refusal.notAuthenticated();
    writer.write(refusal, request, response);
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, RequestRejectedException e)
      throws IOException {
    writer.write(Refusal.badRequest(), request, response);
  }
}
