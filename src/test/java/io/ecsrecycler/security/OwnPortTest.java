package io.ecsrecycler.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The actuator on a port of its own, what may be read without a token, and an issuer that is away.
 */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "management.server.port=0",
      "recycler.security.without-token=metrics,api-docs",
      "recycler.security.requests-per-minute=3",
      "recycler.security.failed-logins-per-minute=1000",
      "recycler.security.oidc.issuer-uri=http://127.0.0.1:1",
      "recycler.security.oidc.audiences=us",
      "spring.cloud.aws.region.static=us-east-1",
      "spring.cloud.aws.endpoint=http://127.0.0.1:1",
      "spring.cloud.aws.credentials.access-key=test",
      "spring.cloud.aws.credentials.secret-key=test"
    })
class OwnPortTest {

  private static final String VIEWER = "Bearer " + Who.token("viewer");

  @TempDir static Path data;

  @LocalServerPort int port;
  @LocalManagementPort int managementPort;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    registry.add("recycler.data-dir", data::toString);
    String token = "recycler.security.tokens[0].";
    registry.add(token + "name", () -> "viewer");
    registry.add(token + "sha256", () -> TokenHash.of(Who.token("viewer")).hex());
    registry.add(token + "role", () -> "viewer");
    registry.add(token + "allow", () -> "*/*");
    registry.add(token + "expires", () -> "2096-01-01T00:00:00Z");
  }

  @ParameterizedTest
  @CsvSource({
    "/actuator/health, 200, 401",
    "/actuator/health/readiness, 200, 401",
    "/actuator/prometheus, 200, 401",
    "/actuator/info, 200, 401",
    "/actuator/env, 401, 401",
    "/actuator, 401, 401",
    "/recycles, 401, 401",
    "/v3/api-docs, 401, 200",
    "/v3/api-docs/swagger-config, 401, 200",
    "/swagger-ui/index.html, 401, 200"
  })
  void whatIsReadableWithoutAToken(String path, int onItsOwnPort, int onTheApis) {
    assertThat(new Door(managementPort).get(path, null).statusCode()).isEqualTo(onItsOwnPort);
    assertThat(new Door(port).get(path, null).statusCode()).isEqualTo(onTheApis);
  }

  @Test
  void onlySwaggerUiMayLoadWhatItNeedsAndFromHere() {
    assertThat(policy("/swagger-ui/index.html"))
        .contains("script-src 'self';", "default-src 'none'")
        .doesNotContain("http", "*", "unsafe-eval");
    assertThat(policy("/v3/api-docs")).isEqualTo(FilterChains.NOTHING);
  }

  private String policy(String path) {
    return new Door(port)
        .get(path, null)
        .headers()
        .firstValue("Content-Security-Policy")
        .orElse("none");
  }

  @Test
  void anIssuerThatIsAwayKeepsOnlyItsOwnTokensOut() {
    HttpResponse<String> jwt = new Door(port).get("/recycles", "Bearer a.b.c");
    assertThat(jwt.statusCode()).isEqualTo(503);
    assertThat(jwt.headers().firstValue("Retry-After")).isPresent();
    assertThat(jwt.body()).contains("ISSUER_UNAVAILABLE");
    assertThat(new Door(port).get("/recycles", "Bearer garbage").statusCode()).isEqualTo(401);
  }

  @Test
  void oneRequestTooManyIsToldWhenToComeBackAndHealthIsNot() {
    for (int i = 0; i < 3; i++) {
      assertThat(new Door(port).get("/recycles", VIEWER).statusCode()).isEqualTo(200);
    }
    HttpResponse<String> refused = new Door(port).get("/recycles", VIEWER);
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    assertThat(Door.type(refused)).startsWith("application/problem+json");
    assertThat(new Door(managementPort).get("/actuator/health", null).statusCode()).isEqualTo(200);
  }
}
