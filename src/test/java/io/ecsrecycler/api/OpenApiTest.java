package io.ecsrecycler.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openapitools.openapidiff.core.OpenApiCompare;
import org.openapitools.openapidiff.core.model.ChangedOpenApi;
import org.openapitools.openapidiff.core.model.ChangedOperation;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The API's document, committed: whoever changes the API sees what they change, and breaks. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.cloud.aws.region.static=us-east-1",
      "spring.cloud.aws.endpoint=http://127.0.0.1:1",
      "spring.cloud.aws.credentials.access-key=test",
      "spring.cloud.aws.credentials.secret-key=test",
      "recycler.security.open-to-everybody-who-can-reach-it=true"
    })
class OpenApiTest {

  private static final Path COMMITTED = Path.of("docs", "openapi.json");
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  @TempDir static Path data;

  @LocalServerPort int port;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    registry.add("recycler.data-dir", () -> data.toString());
  }

  /** An addition is written anew, to be committed; what breaks clients fails for good. */
  @Test
  void theCommittedDocumentIsTheServicesAndBreaksNobody() throws IOException {
    String now = document();
    String before = Files.exists(COMMITTED) ? Files.readString(COMMITTED) : now;

    ChangedOpenApi change = compare(before, now);
    assertThat(change.isCompatible())
        .as(
            "clients break by: %s; %s; to do so on purpose, delete docs/openapi.json",
            change.getMissingEndpoints(),
            change.getChangedOperations().stream()
                .filter(ChangedOperation::isIncompatible)
                .map(it -> it.getHttpMethod() + " " + it.getPathUrl())
                .toList())
        .isTrue();
    Files.writeString(COMMITTED, now);
    assertThat(before)
        .as("docs/openapi.json was out of date and has been written anew; commit it")
        .isEqualTo(now);
  }

  @Test
  void whatBreaksClientsIsNoticed() throws IOException {
    String before = document();
    ObjectNode after = (ObjectNode) JSON.readTree(before);
    ((ObjectNode) after.path("paths")).remove("/recycles/plan");
    assertThat(compare(before, JSON.writeValueAsString(after)).isCompatible()).isFalse();
    ObjectNode stricter = (ObjectNode) JSON.readTree(before);
    stricter.withObject("/components/schemas/RecycleRequest").withArray("required").add("reason");
    assertThat(compare(before, JSON.writeValueAsString(stricter)).isCompatible()).isFalse();
  }

  /** The comparison does not look into alternatives: the first one speaks for all. */
  private static ChangedOpenApi compare(String before, String after) {
    return OpenApiCompare.fromContents(firstAlternatives(before), firstAlternatives(after));
  }

  private static String firstAlternatives(String document) {
    JsonNode tree = JSON.readTree(document);
    for (JsonNode path : tree.path("paths")) {
      for (JsonNode operation : path) {
        for (JsonNode body : operation.path("requestBody").path("content")) {
          if (body.path("schema").has("oneOf")) {
            ((ObjectNode) body).set("schema", body.path("schema").path("oneOf").get(0));
          }
        }
      }
    }
    return JSON.writeValueAsString(tree);
  }

  @Test
  void everyOperationHasANameASummaryAndAnExampleOrNoBody() {
    for (JsonNode path : JSON.readTree(document()).path("paths")) {
      for (JsonNode operation : path) {
        assertThat(operation.path("operationId").asString("")).isNotBlank().doesNotContain("_");
        assertThat(operation.path("summary").asString("")).isNotBlank();
        for (JsonNode body : operation.path("requestBody").path("content")) {
          assertThat(List.of(body.has("example"), body.has("examples")))
              .as("%s: an example", operation.path("operationId"))
              .contains(true);
        }
      }
    }
  }

  /** Without the port, which is another one each time. */
  private String document() {
    JsonNode tree =
        JSON.readTree(
            RestClient.create("http://127.0.0.1:" + port)
                .get()
                .uri("/v3/api-docs")
                .retrieve()
                .body(String.class));
    ((ObjectNode) tree).putArray("servers").addObject().put("url", "/");
    return JSON.writeValueAsString(JSON.treeToValue(tree, Object.class)) + "\n";
  }
}
