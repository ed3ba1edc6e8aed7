package io.ecsrecycler.simulator.wire;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a call's signature (SigV4) says of whoever made it; the signature itself is not checked.
 *
 * @param accessKeyId empty where the call is not signed
 * @param region which Region was meant; empty where the call is not signed
 */
record Signature(String accessKeyId, String region) {

  private static final Pattern SCOPE = Pattern.compile("Credential=([^/,\\s]+)/\\d+/([^/,\\s]+)/");

  static Signature of(@Nullable String authorization) {
    Matcher scope = SCOPE.matcher(authorization == null ? "" : authorization);
    return scope.find() ? new Signature(scope.group(1), scope.group(2)) : new Signature("", "");
  }
}
