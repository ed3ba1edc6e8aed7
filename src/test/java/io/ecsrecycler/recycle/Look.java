package io.ecsrecycler.recycle;

import io.ecsrecycler.recycle.ScalableTarget.Suspension;
import io.ecsrecycler.recycle.SeenService.Balancing;
import io.ecsrecycler.recycle.SeenService.Deployment;
import io.ecsrecycler.recycle.SeenService.Kind;
import io.ecsrecycler.recycle.SeenTask.HealthReport;
import io.ecsrecycler.recycle.SeenTask.Protection;
import io.ecsrecycler.recycle.SeenTask.TargetHealth;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Builds what one look saw; by default an ACTIVE, steady REPLICA service without autoscaling. */
final class Look {

  static final ServiceIdentity IDENTITY =
      new ServiceIdentity("arn:aws:ecs:eu-west-1:111122223333:service/shop/web", Instant.EPOCH);

  private static final Deployment STEADY = new Deployment("ecs-svc/1", "PRIMARY", "COMPLETED");

  private static final SeenTask.Origin ORIGIN =
      new SeenTask.Origin(Instant.EPOCH, Instant.EPOCH, "eu-west-1a", "web:1", null);

  private final Map<String, SeenTask> tasks = new LinkedHashMap<>();
  private final int desired;
  private String status = "ACTIVE";
  private Kind kind = new Kind("REPLICA", "ECS", Balancing.NONE);
  private List<Deployment> deployments = List.of(STEADY);
  private List<String> events = List.of();
  private @Nullable ScalableTarget target;
  private ServiceIdentity identity = IDENTITY;
  private List<String> strangers = List.of();
  private @Nullable Integer running;

  private Look(int desired) {
    this.desired = desired;
  }

  static Look desired(int count) {
    return new Look(count);
  }

  static String arn(String id) {
    return "arn:aws:ecs:eu-west-1:111122223333:task/shop/" + id;
  }

  Look healthy(String... ids) {
    return tasks("RUNNING", "RUNNING", HealthReport.HEALTHY, ids);
  }

  Look unchecked(String... ids) {
    return tasks("RUNNING", "RUNNING", HealthReport.UNCHECKED, ids);
  }

  Look unhealthy(String... ids) {
    return tasks("RUNNING", "RUNNING", HealthReport.UNHEALTHY, ids);
  }

  Look unknown(String... ids) {
    return tasks("RUNNING", "RUNNING", HealthReport.UNKNOWN, ids);
  }

  Look pending(String... ids) {
    return tasks("PENDING", "RUNNING", HealthReport.UNKNOWN, ids);
  }

  /** On its way out: still RUNNING, no longer meant to be. */
  Look stopping(String... ids) {
    return tasks("RUNNING", "STOPPED", HealthReport.HEALTHY, ids);
  }

  Look stopped(String... ids) {
    return tasks("STOPPED", "STOPPED", HealthReport.UNKNOWN, ids);
  }

  Look created(String id, @Nullable Instant at) {
    SeenTask task = Objects.requireNonNull(tasks.get(arn(id)));
    return originOf(task, new SeenTask.Origin(at, at, null, "web:1", null));
  }

  /** Where that task runs, and since when. */
  Look origin(String id, SeenTask.Origin origin) {
    return originOf(Objects.requireNonNull(tasks.get(arn(id))), origin);
  }

  private Look originOf(SeenTask task, SeenTask.Origin origin) {
    tasks.put(
        task.arn(),
        new SeenTask(
            task.arn(), task.life(), task.report(), task.targets(), task.protection(), origin));
    return this;
  }

  /** What the load balancer says of that task. */
  Look targets(String id, TargetHealth health) {
    SeenTask task = Objects.requireNonNull(tasks.get(arn(id)));
    tasks.put(
        task.arn(),
        new SeenTask(
            task.arn(), task.life(), task.report(), health, task.protection(), task.origin()));
    return this;
  }

  /** Those tasks are protected from scale-in. */
  Look shielded(String... ids) {
    for (String id : ids) {
      protection(id, Protection.PROTECTED);
    }
    return this;
  }

  Look protection(String id, Protection protection) {
    SeenTask task = Objects.requireNonNull(tasks.get(arn(id)));
    tasks.put(
        task.arn(),
        new SeenTask(
            task.arn(), task.life(), task.report(), task.targets(), protection, task.origin()));
    return this;
  }

  /** Ended, and by whom. */
  Look ended(String id, String stopCode, String reason) {
    tasks.put(
        arn(id),
        new SeenTask(
            arn(id),
            new SeenTask.Life("STOPPED", "STOPPED", stopCode, reason),
            HealthReport.UNKNOWN,
            TargetHealth.NONE,
            Protection.OPEN,
            ORIGIN));
    return this;
  }

  Look status(String is) {
    status = is;
    return this;
  }

  Look kind(Kind is) {
    kind = is;
    return this;
  }

  Look deploying() {
    return deployments(
        new Deployment("ecs-svc/2", "PRIMARY", "IN_PROGRESS"),
        new Deployment("ecs-svc/1", "ACTIVE", "COMPLETED"));
  }

  Look deployments(Deployment... are) {
    deployments = List.of(are);
    return this;
  }

  /** Another service than usual. */
  Look identity(ServiceIdentity is) {
    identity = is;
    return this;
  }

  /** Those tasks are listed too, though they say that they are another service's. */
  Look strangers(String... arns) {
    strangers = List.of(arns);
    return this;
  }

  /** ECS counts that many running tasks, whatever it lists. */
  Look counted(int running) {
    this.running = running;
    return this;
  }

  Look event(String message) {
    events = List.of(message);
    return this;
  }

  Look autoscaled(int min, int max) {
    return autoscaled(min, max, new Suspension(false, false, false));
  }

  Look autoscaled(int min, int max, Suspension suspended) {
    target = new ScalableTarget(min, max, suspended);
    return this;
  }

  ServiceSnapshot takenAt(Instant at) {
    return new ServiceSnapshot(
        at,
        at,
        new SeenService(identity, status, counts(), kind, deployments, events),
        List.copyOf(tasks.values()),
        target,
        strangers);
  }

  private SeenService.Counts counts() {
    int listed = (int) tasks.values().stream().filter(task -> task.life().running()).count();
    return new SeenService.Counts(desired, running == null ? listed : running, 0);
  }

  private Look tasks(String lastStatus, String desiredStatus, HealthReport report, String... ids) {
    String why = "STOPPED".equals(desiredStatus) ? "Essential container exited" : null;
    for (String id : ids) {
      var life =
          new SeenTask.Life(
              lastStatus, desiredStatus, why == null ? null : "EssentialContainerExited", why);
      tasks.put(
          arn(id), new SeenTask(arn(id), life, report, TargetHealth.NONE, Protection.OPEN, ORIGIN));
    }
    return this;
  }
}
