package io.ecsrecycler.audit;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes what others have written fit to be kept: without what looks like a token, and short. */
final class SafeText {

  private static final String CUT = "…";
  private static final Pattern TOKENS =
      Pattern.compile("rcy_[\\w.~+=-]*|eyJ[\\w-]+\\.[\\w-]*(\\.[\\w-]*)?");

  /** Control characters, and halves of characters: PostgreSQL takes neither NUL nor halves. */
  private static final Pattern UNFIT = Pattern.compile("[\\p{Cc}\\p{Cs}]");

  private SafeText() {}

  /**
   * The text, fit to be kept.
   *
   * @param longest how many characters its column takes
   */
  static String of(String text, int longest) {
    String safe = UNFIT.matcher(TOKENS.matcher(text).replaceAll("***")).replaceAll("?");
    return safe.length() > longest ? cut(safe, longest - CUT.length()) + CUT : safe;
  }

  /** The same, where there may be no text. */
  static @Nullable String orNull(@Nullable String text, int longest) {
    return text == null ? null : of(text, longest);
  }

  private static String cut(String text, int length) {
    return text.substring(
        0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
  }
}
