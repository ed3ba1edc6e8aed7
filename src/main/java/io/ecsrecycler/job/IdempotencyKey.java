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
 * @param request what is asked for, in a text that is the same for the same request in every
 *     process and with every configuration
 */
public record IdempotencyKey(String caller, String text, String request) {

  /** What is wrong with any other text. */
  public static final String REMEDY = "must be 1 to 255 visible ASCII characters";

  /**
   * Tells a fingerprint of a request from those of earlier releases, which depended on the process
   * that made them.
   */
  private static final String FORM = "2:";

  private static final int FINGERPRINT_LENGTH = 64;

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

  /** What is kept of the request. */
  String fingerprint() {
    return (FORM + sha256(request)).substring(0, FINGERPRINT_LENGTH);
  }

  /**
   * Whether a stored fingerprint may be of this request. One of an earlier release proves nothing,
   * so its key alone decides: nothing may start twice.
   */
  boolean mayHaveMade(String stored) {
    return !stored.startsWith(FORM) || stored.equals(fingerprint());
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
