package io.ecsrecycler.recycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Why a service cannot be recycled now: each with what was seen and what to do. */
final class Blockers {

  private static final Set<String> STRATEGIES = Set.of("REPLICA", "DAEMON");
  private static final Set<String> CONTROLLERS = Set.of("ECS", "CODE_DEPLOY", "EXTERNAL");
  private static final Set<String> LAUNCH_TYPES =
      Set.of("EC2", "FARGATE", "EXTERNAL", "MANAGED_INSTANCES");

  private Blockers() {}

  /** All of them; empty when it can. */
  static List<Failure> of(RecycleSpec spec, ServiceSnapshot seen) {
    List<Failure> blockers = new ArrayList<>(ofService(spec, seen.service()));
    if (seen.service().active() && contradiction(seen).isEmpty()) {
      blockers.addAll(ofSelection(spec, seen));
    }
    return blockers;
  }

  /** Those that follow from the service itself. */
  static List<Failure> ofService(RecycleSpec spec, SeenService service) {
    ServiceName name = spec.service();
    if (!service.active()) {
      return List.of(
          new Failure(
              Failure.Code.SERVICE_NOT_ACTIVE,
              "Service %s is %s; only an ACTIVE service can be recycled."
                  .formatted(name, service.status())));
    }
    List<Failure> blockers = new ArrayList<>(unknownKinds(name, service.kind()));
    if (!service.kind().deployedByEcs() && service.deployments().isEmpty()) {
      blockers.add(
          new Failure(
              Failure.Code.UNSUPPORTED_DEPLOYMENT_CONTROLLER,
              "Service %s is deployed by %s and has no task set; deploy it first."
                  .formatted(name, service.kind().deploymentController())));
    }
    if (service.kind().balancing() == SeenService.Balancing.CLASSIC
        && !spec.caution().ignoreTargetHealth()) {
      blockers.add(
          new Failure(
              Failure.Code.UNSUPPORTED_LOAD_BALANCER,
              "Service %s is behind a Classic Load Balancer, whose view of a task's health is not"
                      .formatted(name)
                  + " read; set ignoreTargetHealth to go by the tasks' own health alone."));
    }
    if (service.deploymentFailed()) {
      blockers.add(new Failure(Failure.Code.DEPLOYMENT_FAILED, failedDeployment(name, service)));
    } else if (service.deploying() && !spec.caution().waitForDeployment()) {
      blockers.add(new Failure(Failure.Code.DEPLOYMENT_RUNNING, deployment(spec, service)));
    }
    return blockers;
  }

  /** A kind that nobody here has heard of must not be taken for one that is known. */
  private static List<Failure> unknownKinds(ServiceName name, SeenService.Kind kind) {
    List<Failure> unknown = new ArrayList<>();
    if (!STRATEGIES.contains(kind.schedulingStrategy())) {
      unknown.add(unsupported(name, "scheduling strategy", kind.schedulingStrategy()));
    }
    if (!CONTROLLERS.contains(kind.deploymentController())) {
      unknown.add(unsupported(name, "deployment controller", kind.deploymentController()));
    }
    if (kind.launchType() != null && !LAUNCH_TYPES.contains(kind.launchType())) {
      unknown.add(unsupported(name, "launch type", kind.launchType()));
    }
    return unknown;
  }

  private static Failure unsupported(ServiceName name, String what, String is) {
    return new Failure(
        Failure.Code.UNSUPPORTED_SERVICE,
        "Service %s has the %s %s, which this version does not know; it is left alone."
            .formatted(name, what, is));
  }

  private static String failedDeployment(ServiceName name, SeenService service) {
    return "The newest deployment of %s has failed (%s), and ECS may start no more tasks for it; deploy a revision that works, then ask again."
        .formatted(name, service.deploymentsSeen());
  }

  /** Those that follow from what was selected: a name that fits nothing is a mistake. */
  static List<Failure> ofSelection(RecycleSpec spec, ServiceSnapshot seen) {
    return seen.service().desiredCount() == 0
        ? List.of()
        : spec.selection().unmatched(spec.service(), running(seen)).stream()
            .map(sentence ->
                new Failure(
                    Failure.Code.SELECTION_NOT_FOUND,
                    sentence + " Correct the request, or leave the field out."))
            .toList();
  }

  private static List<SeenTask> running(ServiceSnapshot seen) {
    return seen.tasks().stream().filter(task -> !task.life().ending()).toList();
  }

  /**
   * Whether one look contradicts itself: ECS counts more tasks than it lists, or shows a service of
   * another account or Region than its tasks. A count proves nothing, but a list that leaves tasks
   * out must not decide what there is to do.
   */
  static Optional<String> contradiction(ServiceSnapshot seen) {
    ServiceIdentity service = seen.service().identity();
    Optional<SeenTask> elsewhere =
        seen.tasks().stream().filter(task -> !service.mayHave(task.arn())).findFirst();
    if (elsewhere.isPresent()) {
      return Optional.of(
          "AWS shows service %s, but its task %s is in another account or Region; looking again until both agree."
              .formatted(service.arn(), elsewhere.get().arn()));
    }
    long listed =
        seen.tasks().stream().filter(task -> !task.life().stopped()).count()
            + seen.strangers().size();
    int counted = seen.service().counts().running() + seen.service().counts().pending();
    return listed >= counted
        ? Optional.empty()
        : Optional.of(
            "ECS counts %d tasks but lists %d; looking again until both agree."
                .formatted(counted, listed));
  }

  /** A deployment runs; the sentence says which, and what will happen or what to do. */
  static String deployment(RecycleSpec spec, SeenService service) {
    return "A deployment of %s is running (%s); %s."
        .formatted(
            spec.service(),
            service.deploymentsSeen(),
            spec.caution().waitForDeployment()
                ? "going on by itself when it has settled"
                : "ask again when it has settled, or set waitForDeployment");
  }
}
