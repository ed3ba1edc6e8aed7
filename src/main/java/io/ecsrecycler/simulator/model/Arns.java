package io.ecsrecycler.simulator.model;

/**
 * Names in one account and Region, and names taken from what a caller gave: short names or ARNs.
 */
public record Arns(String region, String account) {

  public static final String ACCOUNT = "123456789012";

  public Arns(String region) {
    this(region, ACCOUNT);
  }

  String cluster(String name) {
    return ecs("cluster/" + name);
  }

  String service(String cluster, String name) {
    return ecs("service/" + cluster + "/" + name);
  }

  String task(String cluster, String id) {
    return ecs("task/" + cluster + "/" + id);
  }

  /** The ARN of one thing in a cluster, for things the model keeps no record of (containers). */
  public String ecs(String resource) {
    return "arn:aws:ecs:" + region + ":" + account + ":" + resource;
  }

  /** The ARN of an IAM resource, which has no Region. */
  public String iam(String resource) {
    return "arn:aws:iam::" + account + ":" + resource;
  }

  public String scalableTarget(String id) {
    return "arn:aws:application-autoscaling:%s:%s:scalable-target/%s"
        .formatted(region, account, id);
  }

  /** The ARN of a target group in the Region that everything is in. */
  public static String targetGroup(String name) {
    return "arn:aws:elasticloadbalancing:us-east-1:%s:targetgroup/%s/73e2d6bc24d8a067"
        .formatted(ACCOUNT, name);
  }

  /** The last part of an ARN, or the short name itself. */
  public static String shortName(String nameOrArn) {
    return nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1);
  }
}
