package io.ecsrecycler.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 of an API token: enough for 256 random bits, which no dictionary holds. */
final class TokenHash {

  private final byte[] bytes;

  private TokenHash(byte[] bytes) {
    this.bytes = bytes;
  }

  static TokenHash of(String token) {
    try {
      return new TokenHash(
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  static TokenHash ofHex(String hex) {
    return new TokenHash(HexFormat.of().parseHex(hex));
  }

  /** In a time that does not tell how much is right. */
  boolean matches(TokenHash other) {
    return MessageDigest.isEqual(bytes, other.bytes);
  }

  String hex() {
    return HexFormat.of().formatHex(bytes);
  }
}
