package io.ecsrecycler.simulation;

import io.ecsrecycler.ecs.Ecs;
import io.ecsrecycler.ecs.Look;
import io.ecsrecycler.recycle.ScalableTarget;
import io.ecsrecycler.recycle.SeenService;
import io.ecsrecycler.recycle.SeenTask;
import io.ecsrecycler.recycle.ServiceSnapshot;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Bugs in what is seen. */
final class SightBugs {

  private SightBugs() {}

  static PlantedBug firstPageOnly() {
    return seeing((seen, look) -> tasks(seen, seen.tasks().stream().limit(4).toList()));
  }

  static PlantedBug runningIsServing() {
    return eachTask(task ->
        new SeenTask(
            task.arn(),
            task.life(),
            SeenTask.HealthReport.UNCHECKED,
            task.targets(),
            task.protection(),
            task.origin()));
  }

  static PlantedBug ignoresTargets() {
    return eachTask(task ->
        new SeenTask(
            task.arn(),
            task.life(),
            task.report(),
            SeenTask.TargetHealth.NONE,
            task.protection(),
            task.origin()));
  }

  static PlantedBug ignoresProtection() {
    return eachTask(task ->
        new SeenTask(
            task.arn(),
            task.life(),
            task.report(),
            task.targets(),
            SeenTask.Protection.OPEN,
            task.origin()));
  }

  static PlantedBug ignoresDeployments() {
    return seeing((seen, look) ->
        service(
            seen,
            new SeenService(
                seen.service().identity(),
                seen.service().status(),
                seen.service().counts(),
                seen.service().kind(),
                seen.service().deployments().stream()
                    .limit(1)
                    .map(it -> new SeenService.Deployment(it.id(), it.status(), "COMPLETED"))
                    .toList(),
                seen.service().events())));
  }

  static PlantedBug forgetsUnseenStops() {
    return seeing((seen, look) ->
        tasks(
            seen,
            seen.tasks().stream()
                .flatMap(
                    task -> task.life().ending() ? Stream.of(task, twin(task)) : Stream.of(task))
                .toList()));
  }

  static PlantedBug neverHoldsAutoscaling() {
    return seeing((seen, look) -> {
      ScalableTarget target = seen.scalableTarget();
      return target == null
          ? seen
          : new ServiceSnapshot(
              seen.begunAt(),
              seen.awsTime(),
              seen.service(),
              seen.tasks(),
              new ScalableTarget(
                  target.min(), Integer.MAX_VALUE, target.suspended().withScaleIn(false)));
    });
  }

  /** A stopping task still RUNNING counts as serving. */
  private static SeenTask twin(SeenTask task) {
    return new SeenTask(
        task.arn() + "-twin",
        new SeenTask.Life("RUNNING", "RUNNING", null, null),
        SeenTask.HealthReport.UNCHECKED,
        SeenTask.TargetHealth.NONE,
        SeenTask.Protection.OPEN,
        task.origin());
  }

  static ServiceSnapshot tasks(ServiceSnapshot seen, List<SeenTask> tasks) {
    return new ServiceSnapshot(
        seen.begunAt(), seen.awsTime(), seen.service(), tasks, seen.scalableTarget());
  }

  static ServiceSnapshot service(ServiceSnapshot seen, SeenService service) {
    return new ServiceSnapshot(
        seen.begunAt(), seen.awsTime(), service, seen.tasks(), seen.scalableTarget());
  }

  /** A bug that sees things otherwise than they are. */
  interface Sight {
    ServiceSnapshot change(ServiceSnapshot seen, Look look);
  }

  static PlantedBug seeing(Sight sight) {
    return new PlantedBug() {
      @Override
      public Ecs ecs(Ecs ecs, World world) {
        return new AwsAsItIs(ecs) {
          @Override
          public ServiceSnapshot look(Look look) {
            return sight.change(super.look(look), look);
          }
        };
      }
    };
  }

  static PlantedBug eachTask(UnaryOperator<SeenTask> change) {
    return seeing((seen, look) -> tasks(seen, seen.tasks().stream().map(change).toList()));
  }
}
