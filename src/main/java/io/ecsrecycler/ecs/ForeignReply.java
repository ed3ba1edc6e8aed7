package io.ecsrecycler.ecs;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * A reply that AWS did not write; its message describes the reply. It travels as a cause, because
 * the SDK rebuilds its own exceptions and would lose the class.
 */
final class ForeignReply extends RuntimeException {

  private static final long serialVersionUID = 1;

  private static final Pattern TITLE =
      Pattern.compile("<title[^>]*>(.*?)</title>", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /** How much of a page is repeated to people. */
  private static final int WORDS = 80;

  private final String service;
  private final String reply;

  /**
   * @param service the SDK's name of the service that was asked
   * @param reply what came instead of its reply
   */
  ForeignReply(@Nullable String service, String reply) {
    super(reply);
    this.service = String.valueOf(service);
    this.reply = reply;
  }

  /** The SDK's name of the service that was asked; it may be STS, on the way to another one. */
  String service() {
    return service;
  }

  /** What came, in words for a person. */
  String reply() {
    return reply;
  }

  /** A proxy's page may be gone a moment later. Only what is safe to repeat is ever repeated. */
  SdkClientException forTheSdk() {
    return RetryableException.builder().message(reply).cause(this).build();
  }

  /** What came, for a person: status, type and first words. */
  static String describe(int status, String contentType, String body) {
    String type = contentType.replaceFirst(";.*", "").strip();
    String words = words(body);
    return "HTTP %d%s%s"
        .formatted(
            status,
            type.isEmpty() ? "" : ", " + type,
            words.isEmpty() ? ", without a body" : ": " + words);
  }

  private static String words(String body) {
    Matcher title = TITLE.matcher(body);
    String text = title.find() ? title.group(1) : body.replaceAll("<[^>]*>?", " ");
    String words = text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    if (words.isEmpty()) {
      return body.isBlank() ? "" : "a page without words";
    }
    return words.length() > WORDS ? words.substring(0, WORDS) + "…" : words;
  }
}
