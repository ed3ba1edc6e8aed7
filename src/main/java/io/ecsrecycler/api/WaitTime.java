package io.ecsrecycler.api;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** Reads how long a request is ready to wait. */
final class WaitTime {

  private static final Pattern SECONDS = Pattern.compile("(\\d{1,2})s?");
  private static final int MOST = 60;

  private WaitTime() {}

  /**
   * Seconds like {@code 30s} or {@code 30}; none for null.
   *
   * @throws ErrorResponseException 400 for anything else
   */
  static Duration of(@Nullable String text) {
    if (text == null) {
      return Duration.ZERO;
    }
    Matcher matcher = SECONDS.matcher(text);
    int seconds = matcher.matches() ? Integer.parseInt(matcher.group(1)) : MOST + 1;
    if (seconds > MOST) {
      throw new ErrorResponseException(
          HttpStatus.BAD_REQUEST,
          Problems.invalid(
              List.of(new Problems.FieldProblem("wait", "must be 0s to 60s, like 30s"))),
          null);
    }
    return Duration.ofSeconds(seconds);
  }
}
