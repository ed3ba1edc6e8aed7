package io.ecsrecycler.job;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A name that a client gives a request, so that sending it again starts nothing new. Each caller
 * has names of their own.
 *
 * @param caller whose it is
 * @param text 1 to 255 visible ASCII characters
 */
public record IdempotencyKey(String caller, String text) {

  /** What is wrong with any other text. */
  public static final String REMEDY = "must be 1 to 255 visible ASCII characters";

  private static final Pattern SYNTAX = Pattern.compile("[!-~]{1,255}");

  public IdempotencyKey {
    if (!SYNTAX.matcher(text).matches()) {
      throw new IllegalArgumentException(REMEDY);
    }
  }

  /** The key's id at rest: of one length, however long names are. */
  String id() {
    return sha256(caller + '\n' + text);
  }

  static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
