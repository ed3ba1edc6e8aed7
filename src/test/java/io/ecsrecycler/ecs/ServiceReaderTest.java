package io.ecsrecycler.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsrecycler.recycle.SeenService;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskSet;
import software.amazon.awssdk.services.ecs.model.VpcLatticeConfiguration;

/** A service is read as AWS wrote it, also where AWS writes what the SDK does not know yet. */
@SuppressWarnings("unchecked") // the SDK takes builders as generic varargs
class ServiceReaderTest {

  @Test
  void unknownKindsArePassedOnByTheirNames() {
    SeenService.Kind kind =
        read(it ->
                it.schedulingStrategy("SWARM")
                    .deploymentController(c -> c.type("ROBOT"))
                    .launchType("SATELLITE"))
            .kind();

    assertThat(kind.schedulingStrategy()).isEqualTo("SWARM");
    assertThat(kind.deploymentController()).isEqualTo("ROBOT");
    assertThat(kind.launchType()).isEqualTo("SATELLITE");
  }

  @Test
  void kindsThatAwsLeavesOutAreTheDocumentedDefaults() {
    SeenService.Kind kind = read(_ -> {}).kind();

    assertThat(kind.schedulingStrategy()).isEqualTo("REPLICA");
    assertThat(kind.deploymentController()).isEqualTo("ECS");
    assertThat(kind.launchType()).isNull();
    assertThat(kind.lattice()).isFalse();
  }

  @Test
  void aControllerWithoutATypeIsTakenForWhatTheServiceShows() {
    SeenService.Kind kind =
        read(it ->
                it.deploymentController(_ -> {})
                    .taskSets(TaskSet.builder().id("ts-1").status("PRIMARY").build()))
            .kind();
    assertThat(kind.deploymentController()).isEqualTo("EXTERNAL");
  }

  @Test
  void vpcLatticeIsNoticed() {
    assertThat(
            read(it ->
                    it.deployments(
                        Deployment.builder()
                            .id("ecs-svc/1")
                            .status("PRIMARY")
                            .vpcLatticeConfigurations(
                                VpcLatticeConfiguration.builder().targetGroupArn("tg").build())
                            .build()))
                .kind()
                .lattice())
        .isTrue();
  }

  @Test
  void aTaskSetWhoseScaleIsNotToldIsNotAtFullScale() {
    SeenService seen =
        read(it ->
            it.taskSets(
                TaskSet.builder()
                    .id("ts-1")
                    .status("PRIMARY")
                    .scale(scale -> scale.unit("PERCENT"))
                    .build()));
    assertThat(seen.deployments())
        .extracting(SeenService.Deployment::rolloutState)
        .containsExactly("IN_PROGRESS");
  }

  private static SeenService read(Consumer<Service.Builder> more) {
    Service.Builder service =
        Service.builder()
            .serviceArn("arn:aws:ecs:r:1:service/c/s")
            .serviceName("s")
            .status("ACTIVE")
            .desiredCount(2);
    more.accept(service);
    return ServiceReader.read(service.build());
  }
}
