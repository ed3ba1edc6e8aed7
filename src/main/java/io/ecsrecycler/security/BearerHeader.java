package io.ecsrecycler.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Reads the token from the one header where it belongs. Several such headers are refused, because a
 * proxy in front may have believed another one; tokens in a query end up in logs and are not read.
 */
final class BearerHeader implements AuthenticationConverter {

  private static final int LONGEST_TOKEN = 16 * 1024;
  private static final Pattern BEARER =
      Pattern.compile("Bearer +([A-Za-z0-9._~+/-]+=*)", Pattern.CASE_INSENSITIVE);

  @Override
  public @Nullable Authentication convert(HttpServletRequest request) {
    List<String> headers = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
    if (headers.isEmpty()) {
      return null;
    }
    Matcher matcher = BEARER.matcher(headers.getFirst());
    if (headers.size() > 1 || !matcher.matches() || matcher.group(1).length() > LONGEST_TOKEN) {
      throw BadTokenException.malformed();
    }
    return new BearerTokenAuthenticationToken(matcher.group(1));
  }
}
