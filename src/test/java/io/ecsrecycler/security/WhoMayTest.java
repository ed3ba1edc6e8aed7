package io.ecsrecycler.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** Everybody at every route. A new route without a row fails the build: decide who may. */
class WhoMayTest extends GuardedService {

  /**
   * Of a recycle that has ended, at {@code mine/empty}; starting is asked of a service that does
   * not exist, freezing with a field that does not. So 422, 409 and 400 are the answers to those
   * who may, and the matrix changes nothing.
   */
  private static final String MATRIX =
      """
      route                        | NOBODY NOWHERE ELSEWHERE VIEWER OPERATOR ADMIN
      GET /recycles                |    401     403       200    200      200   200
      POST /recycles               |    401     403       403    403      422   422
      POST /recycles/plan          |    401     403       403    403      422   422
      GET /recycles/{id}           |    401     403       404    200      200   200
      GET /recycles/{id}/events    |    401     403       404    200      200   200
      POST /recycles/{id}/pause    |    401     403       404    403      409   409
      POST /recycles/{id}/resume   |    401     403       404    403      409   409
      POST /recycles/{id}/cancel   |    401     403       404    403      409   409
      GET /admin/freeze            |    401     403       200    200      200   200
      POST /admin/freeze           |    401     403       403    403      403   400
      POST /admin/unfreeze         |    401     403       403    403      403   200
      GET /admin/audit             |    401     403       403    403      403   200
      """;

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  RequestMappingHandlerMapping mappings;

  private record Row(String method, String path, String[] expected) {

    static Stream<Row> all() {
      return MATRIX
          .lines()
          .skip(1)
          .map(line -> {
            String[] parts = line.split("\\|");
            String[] route = parts[0].strip().split(" ");
            return new Row(route[0], route[1], parts[1].strip().split(" +"));
          });
    }

    int expected(Who.Kind kind) {
      return Integer.parseInt(expected[kind.ordinal()]);
    }
  }

  @Test
  void everyRouteHasARow() {
    Set<String> registered = new TreeSet<>();
    mappings
        .getHandlerMethods()
        .forEach((mapping, handler) -> {
          String type = handler.getBeanType().getName();
          if (type.startsWith("io.ecsrecycler.") && !type.endsWith(".ErrorProblems")) {
            registered.addAll(routes(mapping).toList());
          }
        });
    assertThat(Row.all().map(it -> it.method() + " " + it.path()))
        .containsExactlyInAnyOrderElementsOf(registered);
    assertThat(MATRIX.lines().findFirst().orElseThrow().split("\\|")[1].strip().split(" +"))
        .containsExactly(Arrays.stream(Who.Kind.values()).map(Enum::name).toArray(String[]::new));
  }

  private static Stream<String> routes(RequestMappingInfo mapping) {
    Set<RequestMethod> methods = mapping.getMethodsCondition().getMethods();
    assertThat(methods).as("a route without a method is all of them: %s", mapping).isNotEmpty();
    return methods.stream()
        .flatMap(
            method -> mapping.getPatternValues().stream().map(path -> method.name() + " " + path));
  }

  @Test
  void everybodyGetsExactlyThatFar() {
    String id = id("mine");
    SoftAssertions softly = new SoftAssertions();
    Row.all()
        .forEach(row -> {
          for (Who who : Who.values()) {
            HttpResponse<String> reply =
                door()
                    .send(
                        row.method(),
                        row.path().replace("{id}", id),
                        who.header(ISSUER),
                        row.method().equals("POST") ? body("mine", "nobody") : null);
            softly
                .assertThat(reply.statusCode())
                .as("%s %s as %s: %s", row.method(), row.path(), who, reply.body())
                .isEqualTo(row.expected(who.kind()));
            shaped(softly, reply);
          }
        });
    softly.assertAll();
  }

  /** Refused in the form of all problems, and without a word that helps to guess. */
  private static void shaped(SoftAssertions softly, HttpResponse<String> reply) {
    if (reply.statusCode() < 400) {
      return;
    }
    softly.assertThat(Door.type(reply)).startsWith("application/problem+json");
    softly
        .assertThat(Door.json(reply).propertyNames())
        .contains("type", "code", "title", "status", "detail");
    if (reply.statusCode() == 401) {
      softly
          .assertThat(reply.headers().firstValue("WWW-Authenticate").orElse(""))
          .startsWith("Bearer ");
      softly
          .assertThat(reply.body())
          .doesNotContainIgnoringCase("signature", "kid", "issuer '", "audience", "algorithm");
    }
  }

  @Test
  void aPlanIsRefusedInTheSameWordsAsAStartThatIsNotAllowed() {
    for (String cluster : new String[] {"forbidden", "other-cluster"}) {
      String operator = "Bearer " + Who.token("operator");
      JsonNode start =
          Door.json(door().send("POST", "/recycles", operator, body(cluster, "empty")));
      JsonNode plan =
          Door.json(door().send("POST", "/recycles/plan", operator, body(cluster, "empty")));
      assertThat(plan.path("status").asInt()).isEqualTo(403);
      assertThat(plan.path("code")).isEqualTo(start.path("code"));
      assertThat(plan.path("detail")).isEqualTo(start.path("detail"));
    }
  }

  @Test
  void keysAreNotReadAgainForEveryStranger() {
    for (int i = 0; i < 20; i++) {
      assertThat(door().get("/recycles", Who.UNKNOWN_KEY.header(ISSUER)).statusCode())
          .isEqualTo(401);
    }
    assertThat(door().get("/recycles", Who.OIDC_OPERATOR.header(ISSUER)).statusCode())
        .isEqualTo(200);
    assertThat(ISSUER.keysRead()).isLessThan(10);
  }
}
