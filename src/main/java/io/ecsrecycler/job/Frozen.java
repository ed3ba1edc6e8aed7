package io.ecsrecycler.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Nothing new starts, and what runs pauses.
 *
 * @param since when it began
 * @param by who froze it; null for a freeze window
 * @param reason why; null when nobody said
 */
public record Frozen(Instant since, @Nullable String by, @Nullable String reason) {

  /** The same sentence in timeline, log, problem and mail. */
  public String sentence() {
    String who = by == null ? "a freeze window" : "frozen by " + by;
    return reason == null
        ? "%s since %s".formatted(who, since)
        : "%s since %s: %s".formatted(who, since, reason);
  }

  /** What somebody reads who wants to start or resume something. */
  public String refusal() {
    return "Nothing starts or goes on: %s. Try again when that is over.".formatted(sentence());
  }
}
