package io.ecsrecycler.journey;

import java.net.URI;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.Tag;
import tools.jackson.databind.JsonNode;

/** The simulated AWS of one test, made and judged over HTTP as anybody would. */
final class World {

  static final String CLUSTER = "journeys";

  private static final StaticCredentialsProvider KEYS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));

  private final URI simulator;
  private final EcsClient ecs;
  private final ApplicationAutoScalingClient autoscaling;

  World(URI simulator) {
    this.simulator = simulator;
    this.ecs =
        EcsClient.builder()
            .endpointOverride(simulator)
            .region(Region.US_EAST_1)
            .credentialsProvider(KEYS)
            .build();
    this.autoscaling =
        ApplicationAutoScalingClient.builder()
            .endpointOverride(simulator)
            .region(Region.US_EAST_1)
            .credentialsProvider(KEYS)
            .build();
    ecs.createCluster(it -> it.clusterName(CLUSTER));
    ecs.registerTaskDefinition(it ->
        it.family("app")
            .containerDefinitions(
                ContainerDefinition.builder().name("app").image("app:1").build()));
  }

  /** A service whose tasks start, become healthy and stop within moments. */
  void service(String name, int tasks, Map<String, String> physics) {
    ecs.createService(it ->
        it.cluster(CLUSTER)
            .serviceName(name)
            .taskDefinition("app")
            .desiredCount(tasks)
            .tags(
                physics.entrySet().stream()
                    .map(tag ->
                        Tag.builder()
                            .key("simulator:" + tag.getKey())
                            .value(tag.getValue())
                            .build())
                    .toList()));
  }

  /** The same behind a load balancer that takes a while to call a task healthy. */
  void balanced(String name, int tasks) {
    ecs.createService(it ->
        it.cluster(CLUSTER)
            .serviceName(name)
            .taskDefinition("app")
            .desiredCount(tasks)
            .launchType("FARGATE")
            .loadBalancers(
                LoadBalancer.builder()
                    .targetGroupArn(
                        "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/%s/1"
                            .formatted(name))
                    .containerName("app")
                    .containerPort(8080)
                    .build())
            .tags(
                Tag.builder().key("simulator:startSeconds").value("0.3").build(),
                Tag.builder().key("simulator:registerSeconds").value("2").build(),
                Tag.builder().key("simulator:schedulerSeconds").value("0.2").build()));
  }

  /** Protects a task of the service from scale-in; returns its ARN. */
  String protectOne(String service) {
    String task = ecs.listTasks(it -> it.cluster(CLUSTER).serviceName(service)).taskArns().get(0);
    ecs.updateTaskProtection(it -> it.cluster(CLUSTER).tasks(task).protectionEnabled(true));
    return task;
  }

  static Map<String, String> quick() {
    return Map.of(
        "startSeconds", "0.3",
        "healthySeconds", "0.2",
        "stopSeconds", "0.3",
        "schedulerSeconds", "0.2");
  }

  void autoscale(String service, int min, int max) {
    autoscaling.registerScalableTarget(it ->
        it.serviceNamespace(ServiceNamespace.ECS)
            .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT)
            .resourceId("service/" + CLUSTER + "/" + service)
            .minCapacity(min)
            .maxCapacity(max));
  }

  JsonNode report(String service) {
    return Http.get(at(service, "report")).body();
  }

  void resetReport(String service) {
    Http.post(at(service, "report/reset"), "");
  }

  void fault(String service, String json) {
    Http.post(at(service, "faults"), json);
  }

  int healthy(String service) {
    return report(service).path("healthyNow").asInt();
  }

  private URI at(String service, String what) {
    return simulator.resolve("/simulator/services/%s/%s/%s".formatted(CLUSTER, service, what));
  }
}
