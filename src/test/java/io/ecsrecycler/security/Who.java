package io.ecsrecycler.security;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.test.context.DynamicPropertyRegistry;

/**
 * Everybody who may come to the door, and what they bring; and a column of the matrix for each
 * kind.
 */
enum Who {
  NOBODY(Kind.NOBODY, _ -> null),
  VIEWER(Kind.VIEWER, _ -> bearer(token("viewer"))),
  OPERATOR(Kind.OPERATOR, _ -> bearer(token("operator"))),
  OPERATOR_BY_ARN(Kind.OPERATOR, _ -> bearer(token("operator-by-arn"))),
  OPERATOR_ELSEWHERE(Kind.ELSEWHERE, _ -> bearer(token("operator-elsewhere"))),
  NOWHERE(Kind.NOWHERE, _ -> bearer(token("nowhere"))),
  ADMIN_OF_MINE(Kind.OPERATOR, _ -> bearer(token("admin-of-mine"))),
  ADMIN(Kind.ADMIN, _ -> bearer(token("admin"))),
  OIDC_OPERATOR(Kind.OPERATOR, it -> bearer(it.valid())),
  OIDC_OTHER_BRANCH(
      Kind.NOWHERE, it -> bearer(with(it, claims -> claims.claim("ref", "refs/heads/mine")))),

  EXPIRED_TOKEN(Kind.NOBODY, _ -> bearer(token("expired"))),
  UNKNOWN_TOKEN(Kind.NOBODY, _ -> bearer(token("nobody-configured-it"))),
  TOKEN_IN_ANOTHER_CASE(Kind.NOBODY, _ -> bearer(token("admin").toUpperCase(Locale.ROOT))),
  TOKEN_WITH_MORE(Kind.NOBODY, _ -> bearer(token("admin") + "A")),
  TOKEN_WITH_LESS(Kind.NOBODY, _ -> bearer(token("admin").replaceFirst(".$", ""))),
  TOKEN_AND_A_WORD(Kind.NOBODY, _ -> bearer(token("admin")) + " too"),
  TWO_TOKENS_IN_ONE(Kind.NOBODY, _ -> bearer(token("admin")) + ", " + bearer(token("viewer"))),
  BASIC(Kind.NOBODY, _ -> "Basic YWRtaW46YWRtaW4="),
  WITHOUT_SCHEME(Kind.NOBODY, _ -> token("admin")),
  EMPTY(Kind.NOBODY, _ -> "Bearer "),
  GARBAGE(Kind.NOBODY, _ -> "Bearer garbage"),
  GARBAGE_IN_THREE_PARTS(Kind.NOBODY, _ -> "Bearer a.b.c"),
  HASH_INSTEAD_OF_TOKEN(Kind.NOBODY, _ -> bearer(TokenHash.of(token("admin")).hex())),

  WRONG_ISSUER(
      Kind.NOBODY, it -> bearer(with(it, claims -> claims.issuer("https://issuer.example.org")))),
  NO_ISSUER(Kind.NOBODY, it -> bearer(with(it, claims -> claims.issuer(null)))),
  WRONG_AUDIENCE(Kind.NOBODY, it -> bearer(with(it, claims -> claims.audience("somebody-else")))),
  NO_AUDIENCE(Kind.NOBODY, it -> bearer(with(it, claims -> claims.audience((List<String>) null)))),
  EXPIRED_JWT(
      Kind.NOBODY, it -> bearer(it.outOfTime(Duration.ofMinutes(-10), Duration.ofMinutes(-2)))),
  NOT_YET_VALID(
      Kind.NOBODY, it -> bearer(it.outOfTime(Duration.ofMinutes(2), Duration.ofMinutes(10)))),
  NEVER_EXPIRES(Kind.NOBODY, it -> bearer(with(it, claims -> claims.expirationTime((Date) null)))),
  ALG_NONE(Kind.NOBODY, it -> bearer(it.unsigned())),
  HS256_WITH_PUBLIC_KEY(Kind.NOBODY, it -> bearer(it.hmacWithThePublicKey())),
  UNKNOWN_KEY(Kind.NOBODY, it -> bearer(it.unknownKey())),
  STRANGERS_SIGNATURE(Kind.NOBODY, it -> bearer(it.strangersSignature())),
  OWN_KEY_IN_HEADER(Kind.NOBODY, it -> bearer(it.ownKeyInHeader())),
  OTHER_TYPE(Kind.NOBODY, it -> bearer(it.otherType())),
  TAMPERED(Kind.NOBODY, it -> bearer(it.tampered()));

  /** The columns of the matrix. */
  enum Kind {
    /** Has no valid token. */
    NOBODY,
    /** Has a valid token that allows nothing. */
    NOWHERE,
    /** Operates another cluster. */
    ELSEWHERE,
    VIEWER,
    OPERATOR,
    ADMIN
  }

  private final Kind kind;
  private final Function<TestIssuer, @Nullable String> header;

  Who(Kind kind, Function<TestIssuer, @Nullable String> header) {
    this.kind = kind;
    this.header = header;
  }

  Kind kind() {
    return kind;
  }

  /** The Authorization header; null for none. */
  @Nullable String header(TestIssuer issuer) {
    return header.apply(issuer);
  }

  /** An API token that everybody in this test can tell from its name. */
  static String token(String name) {
    return ApiTokens.PREFIX + "for-tests-only-" + name;
  }

  private static String bearer(String token) {
    return "Bearer " + token;
  }

  private static String with(
      TestIssuer issuer, Function<JWTClaimsSet.Builder, JWTClaimsSet.Builder> change) {
    return issuer.signed(change.apply(issuer.claims()).build());
  }

  /** Those of them that have a token of ours, as they are configured. */
  static void configure(DynamicPropertyRegistry registry, TestIssuer issuer) {
    List<Configured> tokens =
        List.of(
            new Configured("viewer", "viewer", List.of("mine/*")),
            new Configured("operator", "operator", List.of("mine/*", "forbidden/*")),
            new Configured(
                "operator-by-arn",
                "operator",
                List.of("arn:aws:ecs:us-east-1:123456789012:service/mine/*")),
            new Configured(
                "operator-of-another-account",
                "operator",
                List.of("arn:aws:ecs:us-east-1:999999999999:service/mine/*")),
            new Configured("operator-elsewhere", "operator", List.of("other-*/*")),
            new Configured("nowhere", "admin", List.of()),
            new Configured("admin-of-mine", "admin", List.of("mine/*")),
            new Configured("admin", "admin", List.of("*/*")),
            new Configured("expired", "admin", List.of("*/*")));
    for (int i = 0; i < tokens.size(); i++) {
      tokens.get(i).register(registry, "recycler.security.tokens[%d].".formatted(i));
    }
    String oidc = "recycler.security.oidc.";
    registry.add(oidc + "issuer-uri", issuer::uri);
    registry.add(oidc + "audiences[0]", () -> TestIssuer.AUDIENCE);
    registry.add(oidc + "grants[0].when.repository", () -> "acme/payments");
    registry.add(oidc + "grants[0].when.ref", () -> "refs/heads/main");
    registry.add(oidc + "grants[0].role", () -> "operator");
    registry.add(oidc + "grants[0].allow[0]", () -> "mine/*");
  }

  private record Configured(String name, String role, List<String> allow) {

    void register(DynamicPropertyRegistry registry, String prefix) {
      registry.add(prefix + "name", () -> name);
      registry.add(prefix + "sha256", () -> TokenHash.of(token(name)).hex());
      registry.add(prefix + "role", () -> role);
      registry.add(
          prefix + "expires",
          () -> name.equals("expired") ? "2001-01-01T00:00:00Z" : "2096-01-01T00:00:00Z");
      Stream.iterate(0, it -> it < allow.size(), it -> it + 1)
          .forEach(it -> registry.add(prefix + "allow[" + it + "]", () -> allow.get(it)));
    }
  }
}
