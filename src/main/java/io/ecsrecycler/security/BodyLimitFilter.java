package io.ecsrecycler.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses bodies that nobody has a use for, whether they say how long they are or not. */
final class BodyLimitFilter extends OncePerRequestFilter {

  static final int LIMIT = 64 * 1024;

  private final RefusalWriter writer;

  BodyLimitFilter(RefusalWriter writer) {
    this.writer = writer;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    long length = request.getContentLengthLong();
    if (length >= 0 && length <= LIMIT) {
      chain.doFilter(request, response);
      return;
    }
    byte[] body = length > LIMIT ? null : request.getInputStream().readNBytes(LIMIT + 1);
    if (body == null || body.length > LIMIT) {
      writer.write(Refusal.bodyTooLarge(LIMIT), request, response);
    } else {
      chain.doFilter(new ReadRequest(request, body), response);
    }
  }
}
