package io.ecsrecycler.ecs;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Recognizes replies that AWS did not write. A corporate proxy, a load balancer or a captive portal
 * may answer in AWS's place, with any status (ECS facts, section 12). Such a reply says nothing
 * about the request: it may have been carried out, or not.
 */
final class ForeignReplies implements ExecutionInterceptor {

  /** How much of a body is looked at. A page's title stands near its beginning. */
  private static final int PEEKED = 2048;

  /** AWS names the error here when it sends no body. */
  private static final String ERROR_HEADER = "x-amzn-ErrorType";

  @Override
  public Optional<InputStream> modifyHttpResponseContent(
      Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
    InputStream body =
        new BufferedInputStream(
            context.responseBody().orElseGet(InputStream::nullInputStream), PEEKED);
    String beginning = peek(body);
    boolean json = context.httpRequest().firstMatchingHeader("X-Amz-Target").isPresent();
    if (isFromAws(context.httpResponse(), beginning, json)) {
      return context.responseBody().map(_ -> body);
    }
    close(body);
    throw new ForeignReply(
            attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME),
            ForeignReply.describe(
                context.httpResponse().statusCode(),
                context.httpResponse().firstMatchingHeader("Content-Type").orElse(""),
                beginning))
        .forTheSdk();
  }

  private static boolean isFromAws(SdkHttpResponse response, String beginning, boolean json) {
    String start = beginning.strip().toLowerCase(Locale.ROOT);
    if (start.isEmpty()) {
      return response.firstMatchingHeader(ERROR_HEADER).isPresent();
    }
    return json
        ? start.startsWith("{")
        : start.startsWith("<") && !start.startsWith("<!doctype") && !start.startsWith("<html");
  }

  private static String peek(InputStream body) {
    try {
      body.mark(PEEKED);
      byte[] beginning = body.readNBytes(PEEKED);
      body.reset();
      return new String(beginning, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw brokenOff(e);
    }
  }

  /** Only a body that was closed gives its connection back. */
  private static void close(InputStream body) {
    try {
      body.close();
    } catch (IOException e) {
      throw brokenOff(e);
    }
  }

  private static SdkClientException brokenOff(IOException e) {
    return RetryableException.builder()
        .message("the connection broke off in the middle of the answer")
        .cause(e)
        .build();
  }
}
