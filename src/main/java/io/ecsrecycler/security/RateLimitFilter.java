package io.ecsrecycler.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** So many requests a minute for each caller, so that a loop gone wild does not starve others. */
final class RateLimitFilter extends OncePerRequestFilter {

  private final RateLimits limits;
  private final RefusalWriter writer;

  RateLimitFilter(RateLimits limits, RefusalWriter writer) {
    this.limits = limits;
    this.writer = writer;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional<Refusal> refusal =
        SecurityContextHolder.getContext().getAuthentication() instanceof CallerAuthentication it
            ? limits.refusal(it.getName(), "Requests of '" + it.getName() + "'")
            : Optional.empty();
    if (refusal.isPresent()) {
      writer.write(refusal.get(), request, response);
    } else {
      chain.doFilter(request, response);
    }
  }
}
