package io.ecsrecycler.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * No page of another origin gets an answer. Where a token is needed only preflights are refused, as
 * no browser sends one by itself; where none is, every other page's request is: a form on any page
 * could pause a recycle otherwise.
 */
final class CrossOriginFilter extends OncePerRequestFilter {

  private final boolean open;
  private final RefusalWriter writer;

  CrossOriginFilter(boolean open, RefusalWriter writer) {
    this.open = open;
    this.writer = writer;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (CorsUtils.isPreFlightRequest(request) || (open && fromElsewhere(request))) {
      writer.write(Refusal.crossOrigin(), request, response);
    } else {
      chain.doFilter(request, response);
    }
  }

  private static boolean fromElsewhere(HttpServletRequest request) {
    return CorsUtils.isCorsRequest(request);
  }
}
