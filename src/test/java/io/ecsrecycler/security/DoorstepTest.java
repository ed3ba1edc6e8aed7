package io.ecsrecycler.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the guarded service says to requests that are odd, too many, too large or too curious. */
class DoorstepTest extends GuardedService {

  private static final String VIEWER = "Bearer " + Who.token("viewer");
  private static final String OPERATOR = "Bearer " + Who.token("operator");

  @Test
  void severalAuthorizationHeadersAreRefused() {
    HttpRequest.Builder twice =
        door()
            .request("GET", "/recycles", null)
            .header("Authorization", admin())
            .header("Authorization", admin());
    assertThat(door().send(twice).statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"access_token", "token", "bearer", "Authorization"})
  void aTokenInTheQueryIsNone(String parameter) {
    String query = "/recycles?" + parameter + "=" + Who.token("admin");
    assertThat(door().get(query, null).statusCode()).isEqualTo(401);
  }

  @Test
  void othersRecyclesDoNotExist() {
    String unknown = "00000000-0000-7000-8000-000000000000";
    String others = id("other-cluster");
    for (String what : new String[] {"", "/events"}) {
      HttpResponse<String> hidden = door().get("/recycles/" + others + what, VIEWER);
      HttpResponse<String> missing = door().get("/recycles/" + unknown + what, VIEWER);
      assertThat(hidden.statusCode()).isEqualTo(404);
      assertThat(hidden.body().replace(others, unknown)).isEqualTo(missing.body());
    }
    HttpResponse<String> list = door().get("/recycles?size=100", VIEWER);
    assertThat(Door.json(list).path("content")).isNotEmpty();
    assertThat(list.body()).doesNotContain(others, OTHERS);
    assertThat(door().get("/recycles?cluster=other-cluster", VIEWER).body())
        .doesNotContain(others, OTHERS);
  }

  @Test
  void aRecycleShowsWhoAskedForIt() {
    assertThat(Door.json(door().get("/recycles/" + id("mine"), VIEWER)).path("requestedBy"))
        .hasToString("\"admin\"");
  }

  /** The names fit; that the ARN does not is known only once AWS has answered. */
  @Test
  void theArnThatAwsResolvedDecides() {
    HttpResponse<String> reply =
        door()
            .send(
                "POST",
                "/recycles",
                "Bearer " + Who.token("operator-of-another-account"),
                body("mine", "empty"));
    assertThat(reply.statusCode()).isEqualTo(403);
    assertThat(reply.body()).contains("FORBIDDEN");
    assertThat(Door.json(door().get("/recycles?cluster=mine", admin())).path("content")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/recycles", "/recycles/plan"})
  void outsideOfTheAllowedTargetsNobodyMayAdminsNeither(String path) {
    for (String caller : new String[] {OPERATOR, admin()}) {
      HttpResponse<String> reply = door().send("POST", path, caller, body("forbidden", "empty"));
      assertThat(reply.statusCode()).isEqualTo(403);
      assertThat(reply.body()).contains("TARGET_NOT_ALLOWED");
    }
  }

  @Test
  void aBodyMayHave64KiBWhetherItSaysSoOrNot() {
    String just = pad(64 * 1024);
    assertThat(door().send("POST", "/recycles", admin(), just).statusCode()).isEqualTo(422);
    assertThat(door().send("POST", "/recycles", admin(), just + " ").statusCode()).isEqualTo(413);
    assertThat(chunked(just).statusCode()).isEqualTo(422);
    HttpResponse<String> refused = chunked(just + " ");
    assertThat(refused.statusCode()).isEqualTo(413);
    assertThat(Door.type(refused)).startsWith("application/problem+json");
    assertThat(door().send("POST", "/recycles", null, just + " ").statusCode()).isEqualTo(401);
  }

  private static String pad(int bytes) {
    String body = body("mine", "nobody");
    return body + " ".repeat(bytes - body.length());
  }

  private HttpResponse<String> chunked(String body) {
    return door()
        .send(
            door()
                .request("POST", "/recycles", null)
                .header("Authorization", admin())
                .POST(
                    HttpRequest.BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)))));
  }

  @Test
  void answersAreNotToBeStoredSniffedFramedOrRead() {
    for (HttpResponse<String> reply :
        List.of(door().get("/recycles", VIEWER), door().get("/recycles", null))) {
      assertThat(reply.headers().firstValue("Content-Security-Policy"))
          .contains(FilterChains.NOTHING);
      assertThat(reply.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
      assertThat(reply.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
      assertThat(reply.headers().firstValue("Referrer-Policy")).contains("no-referrer");
      assertThat(reply.headers().firstValue("X-Frame-Options")).contains("DENY");
      assertThat(reply.headers().firstValue("Set-Cookie")).isEmpty();
    }
  }

  @Test
  void noOtherOriginsPageIsAnswered() {
    String preflight =
        door()
            .raw(
                """
                OPTIONS /recycles HTTP/1.1
                Host: localhost
                Origin: https://evil.example
                Access-Control-Request-Method: POST
                Connection: close

                """
                    .replace("\n", "\r\n"));
    assertThat(preflight)
        .startsWith("HTTP/1.1 403")
        .contains("CROSS_ORIGIN")
        .doesNotContainIgnoringCase("access-control-allow");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET    | /nowhere              | 404
          GET    | /error                | 404
          DELETE | /recycles             | 405
          PUT    | /recycles/plan        | 405
          GET    | /recycles?size=1000   | 400
          GET    | /recycles;a=b         | 400
          GET    | /recycles//x          | 400
          GET    | /recycles/%2e%2e/x    | 400
          GET    | /recycles/%00         | 400
          GET    | /recycles/%zz         | 400
          GET    | /recycles?cluster=%00 | 400
          GET    | /recycles?a={b}       | 400
          GET    | /recycles?a=%         | 400
          GET    | /../x                 | 400
          TRACE  | /recycles             | 405
          FOO    | /recycles             | 400
          GET    | recycles              | 400
          GET    | *                     | 400
          """)
  void whatIsNoRequestHereIsAProblemLikeOthers(String method, String path, int status) {
    assertThat(door().raw(head(method, path, "*/*"))).startsWith("HTTP/1.1 " + status + " ");
    for (String accept : new String[] {"*/*", "text/html"}) {
      String reply = door().raw(head(method, path, accept));
      assertThat(reply)
          .startsWith("HTTP/1.1 4")
          .contains("Content-Type: application/problem+json", "\"code\":", "\"type\":\"urn:")
          .contains("Content-Security-Policy: default-src 'none'", "no-store", "nosniff");
      assertThat(reply.toLowerCase(Locale.ROOT))
          .doesNotContain("<html", "tomcat", "exception", "\tat ");
    }
  }

  private static String head(String method, String path, String accept) {
    return String.join(
        "\r\n",
        method + " " + path + " HTTP/1.1",
        "Host: localhost",
        "Accept: " + accept,
        "Authorization: " + admin(),
        "Connection: close",
        "",
        "");
  }

  @Test
  void aRequestThatIsNotHttpIsAProblemToo() {
    for (String request :
        new String[] {
          "nonsense\r\n\r\n", "GET /recycles HTTP/1.1\r\n\r\n", head("G[T", "/", "*/*")
        }) {
      assertThat(door().raw(request))
          .startsWith("HTTP/1.1 400")
          .contains("application/problem+json")
          .doesNotContainIgnoringCase("<html");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/actuator/health, 200, 200, 200",
    "/actuator/health/readiness, 200, 200, 200",
    "/actuator/health/liveness, 200, 200, 200",
    "/actuator/info, 401, 403, 200",
    "/actuator/prometheus, 401, 403, 200",
    "/actuator, 401, 404, 404",
    "/actuator/env, 401, 404, 404",
    "/actuator/heapdump, 401, 404, 404",
    "/actuator/shutdown, 401, 404, 404",
    "/v3/api-docs, 401, 200, 200",
    "/v3/api-docs.yaml, 401, 200, 200",
    "/v3/api-docs/swagger-config, 401, 200, 200",
    "/swagger-ui/index.html, 401, 403, 200",
    "/swagger-ui.html, 401, 403, 302",
    "/h2-console, 401, 404, 404",
    "/login, 401, 404, 404",
    "/logout, 401, 404, 404"
  })
  void besidesTheApi(String path, int nobody, int nowhere, int viewer) {
    assertThat(door().get(path, null).statusCode()).isEqualTo(nobody);
    assertThat(door().get(path, "Bearer " + Who.token("nowhere")).statusCode()).isEqualTo(nowhere);
    assertThat(door().get(path, VIEWER).statusCode()).isEqualTo(viewer);
  }
}
