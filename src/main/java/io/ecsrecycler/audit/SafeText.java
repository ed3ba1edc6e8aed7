package io.ecsrecycler.audit;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes what others have written fit to be kept: without what looks like a token, and short. */
final class SafeText {

  private static final int LONGEST = 300;
  private static final Pattern TOKENS =
      Pattern.compile("rcy_[\\w.~+=-]*|eyJ[\\w-]+\\.[\\w-]*(\\.[\\w-]*)?");
  private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}");

  private SafeText() {}

  static @Nullable String of(@Nullable String text) {
    if (text == null) {
      return null;
    }
    String safe = CONTROLS.matcher(TOKENS.matcher(text).replaceAll("***")).replaceAll("?");
    return safe.length() > LONGEST ? safe.substring(0, LONGEST - 1) + "…" : safe;
  }
}
