package io.ecsrecycler.job;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes what AWS or a mail server has written fit for the database. Nobody can be told to send it
 * again in another form, and a recycle must not hang on one character of a message.
 */
final class KeptText {

  /** PostgreSQL takes no NUL and no half of a character. */
  private static final Pattern UNFIT = Pattern.compile("[\\p{Cc}\\p{Cs}&&[^\\n\\t]]");

  private KeptText() {}

  static String of(String text) {
    return UNFIT.matcher(text).replaceAll("?");
  }

  static @Nullable String orNull(@Nullable String text) {
    return text == null ? null : of(text);
  }
}
