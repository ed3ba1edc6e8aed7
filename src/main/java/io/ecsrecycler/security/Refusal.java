package io.ecsrecycler.security;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Why a request goes no further, and what to do about it. How it is written is the door's matter.
 *
 * @param status the HTTP status
 * @param name names the problem, stable, like {@code not-authenticated}
 * @param title the problem, in few words
 * @param detail what to do about it
 * @param headers what HTTP wants to be said as well
 */
public record Refusal(
    int status, String name, String title, String detail, Map<String, String> headers) {

  private static final String REALM = "Bearer realm=\"ecs-task-recycler\"";

  static Refusal notAuthenticated() {
    return unauthorized(
        "not-authenticated",
        "Who are you?",
        "Send a token: 'Authorization: Bearer rcy_…', or one of the OIDC issuer. Whoever runs this"
            + " service makes API tokens with its 'token' command.",
        REALM);
  }

  static Refusal badToken(String what) {
    return unauthorized(
        "invalid-token",
        "The token is not valid",
        what,
        REALM + ", error=\"invalid_token\", error_description=\"" + what + "\"");
  }

  private static Refusal unauthorized(String name, String title, String detail, String challenge) {
    return new Refusal(401, name, title, detail, Map.of("WWW-Authenticate", challenge));
  }

  static Refusal issuerAway(Duration retryAfter) {
    return new Refusal(
        503,
        "issuer-unavailable",
        "The OIDC issuer cannot be asked",
        "The token could not be checked, because the issuer's keys could not be read. API tokens"
            + " (rcy_…) work meanwhile.",
        retryAfter(retryAfter));
  }

  static Refusal forbidden(Caller caller, Permission permission) {
    return new Refusal(
        403,
        "forbidden",
        "You may not do that",
        "'%s' may not do that; it takes the role %s, and %s."
            .formatted(
                caller.name(),
                Role.needed(permission),
                permission == Permission.ADMINISTER
                    ? "the pattern "
                        + TargetPattern.ByNames.EVERYTHING
                        + ", as it concerns everybody"
                    : "a pattern that says where"),
        Map.of());
  }

  static Refusal forbidden(Caller caller, Permission permission, Target target) {
    String where =
        caller.where(permission).stream().map(Object::toString).collect(Collectors.joining(", "));
    return new Refusal(
        403,
        "forbidden",
        "You may not do that",
        "'%s' may not %s %s; it takes the role %s there. It may do so at: %s."
            .formatted(
                caller.name(),
                permission.verb(),
                target,
                Role.needed(permission),
                where.isEmpty() ? "nothing" : where),
        Map.of());
  }

  static Refusal notAllowedTarget(Target target, List<TargetPattern> allowed) {
    return new Refusal(
        403,
        "target-not-allowed",
        "Nobody may recycle that here",
        "%s is outside of recycler.allowed-targets: %s."
            .formatted(
                target, allowed.stream().map(Object::toString).collect(Collectors.joining(", "))),
        Map.of());
  }

  static Refusal crossOrigin() {
    return new Refusal(
        403,
        "cross-origin",
        "Not from another site's page",
        "This service does not answer to pages of other origins (CORS).",
        Map.of());
  }

  static Refusal tooMany(String whose, int perMinute, Duration retryAfter) {
    return new Refusal(
        429,
        "too-many-requests",
        "Too many requests",
        "%s: more than %d a minute. Wait as long as Retry-After says.".formatted(whose, perMinute),
        retryAfter(retryAfter));
  }

  static Refusal bodyTooLarge(int limit) {
    return new Refusal(
        413,
        "body-too-large",
        "The request's body is too large",
        "A body may have %d bytes.".formatted(limit),
        Map.of());
  }

  static Refusal badRequest() {
    return new Refusal(
        400,
        "bad-request",
        "The request is not acceptable",
        "Its method, path, host or headers are not what this service takes.",
        Map.of());
  }

  private static Map<String, String> retryAfter(Duration duration) {
    return Map.of("Retry-After", Long.toString(Math.max(1, duration.plusMillis(999).toSeconds())));
  }
}
