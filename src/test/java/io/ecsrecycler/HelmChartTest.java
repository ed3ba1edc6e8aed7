package io.ecsrecycler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the chart makes of its values, by Helm itself. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class HelmChartTest {

  private static final String TOKENS = "config.recycler.security.tokens[0].";
  private static final JsonMapper JSON = new JsonMapper();
  private static final String POSTGRES = "jdbc:postgresql://db/recycler";

  private static TemplateCommand chart() {
    return new Helm(Path.of("helm")).template().withName("gentle");
  }

  private static TemplateCommand withToken() {
    return chart()
        .set(TOKENS + "name", "ci")
        .set(TOKENS + "sha256", "0".repeat(64))
        .set(TOKENS + "role", "operator")
        .set(TOKENS + "expires", "2027-06-30T00:00:00Z");
  }

  private static TemplateCommand withPostgres(int replicas) {
    return withToken()
        .set("replicas", Integer.toString(replicas))
        .set("persistence.enabled", "false")
        .set("config.spring.datasource.url", POSTGRES);
  }

  /** The rendered resources by kind. */
  private static JsonNode rendered(TemplateCommand command) {
    ObjectNode resources = JSON.createObjectNode();
    for (Object document : new Yaml().loadAll(command.call())) {
      JsonNode resource = JSON.valueToTree(document);
      resources.set(resource.path("kind").asString(""), resource);
    }
    return resources;
  }

  @Test
  void helmFindsNothingToSay() {
    LintResult lint = new Helm(Path.of("helm")).lint().strict().quiet().call();
    assertThat(lint.isFailed()).as(String.join("\n", lint.getMessages())).isFalse();
  }

  @Test
  void itIsNotInstalledOpenNorWithTwoProcessesOnOneFileNorForgetful() {
    assertThatThrownBy(() -> chart().call()).hasMessageContaining("recycler.security.tokens");
    assertThatThrownBy(() -> withToken().set("replicas", "2").call())
        .hasMessageContaining("persistence.enabled=false");
    assertThatThrownBy(() -> withToken().set("persistence.enabled", "false").call())
        .hasMessageContaining("must outlive the pod");
  }

  @Test
  void oneReplicaKeepsItsFileAndIsNeverTwo() {
    JsonNode resources = rendered(withToken());
    assertThat(resources.at("/Deployment/spec/strategy/type").asString()).isEqualTo("Recreate");
    JsonNode pod = resources.at("/Deployment/spec/template/spec");
    assertThat(pod.at("/volumes/2/persistentVolumeClaim/claimName").asString()).isEqualTo("gentle");
    assertThat(
            resources
                .at("/PersistentVolumeClaim/metadata/annotations")
                .path("helm.sh/resource-policy")
                .asString())
        .isEqualTo("keep");
    assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
    assertThat(pod.at("/enableServiceLinks").asBoolean(true)).isFalse();
    assertThat(pod.at("/containers/0/readinessProbe/httpGet/port").asString())
        .isEqualTo("management");
    assertThat(resources.has("PodDisruptionBudget")).isFalse();
  }

  @Test
  void replicasShareADatabaseAndTakeTurns() {
    JsonNode resources = rendered(withPostgres(3));
    assertThat(resources.at("/Deployment/spec/replicas").asInt()).isEqualTo(3);
    assertThat(resources.at("/Deployment/spec/strategy/type").asString())
        .isEqualTo("RollingUpdate");
    assertThat(resources.has("PodDisruptionBudget")).isTrue();
    assertThat(resources.has("PersistentVolumeClaim")).isFalse();
  }

  @Test
  void theConfigurationArrivesAsItIs() {
    String file =
        rendered(withPostgres(1)).at("/ConfigMap/data").path("application.yml").asString();
    JsonNode configuration = JSON.valueToTree(new Yaml().load(file));
    assertThat(configuration.at("/recycler/security/tokens/0/name").asString()).isEqualTo("ci");
    assertThat(configuration.at("/spring/datasource/url").asString()).isEqualTo(POSTGRES);
  }
}
