package io.ecsrecycler.security;

/**
 * A pattern in which {@code *} stands for any run of characters, none included, and nothing else is
 * special; cases differ. It is what {@code LIKE} does with {@code %}, so that a list filtered by
 * the database and a check in memory agree.
 */
record Glob(String pattern) {

  /** Goes back to the last star only, so that no pattern takes long. */
  boolean matches(String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int retry = -1;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        retry = t;
      } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(t)) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++retry;
      } else {
        return false;
      }
    }
    return pattern.substring(p).chars().allMatch(c -> c == '*');
  }
}
