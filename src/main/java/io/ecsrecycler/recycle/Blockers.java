package io.ecsrecycler.recycle;

import java.util.ArrayList;
import java.util.List;

/** Why a service cannot be recycled now: each with what was seen and what to do. */
final class Blockers {

  private Blockers() {}

  /** All of them; empty when it can. */
  static List<Failure> of(RecycleSpec spec, SeenService service) {
    ServiceName name = spec.service();
    if (!service.active()) {
      return List.of(
          new Failure(
              Failure.Code.SERVICE_NOT_ACTIVE,
              "Service %s is %s; only an ACTIVE service can be recycled."
                  .formatted(name, service.status())));
    }
    List<Failure> blockers = new ArrayList<>();
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
    if (service.deploying() && !spec.caution().waitForDeployment()) {
      blockers.add(new Failure(Failure.Code.DEPLOYMENT_RUNNING, deployment(spec, service)));
    }
    return blockers;
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
