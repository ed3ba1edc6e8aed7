package io.ecsrecycler.recycle;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/** What is said of the same trouble wherever it is met. */
final class Failures {

  private Failures() {}

  static Failure becameInactive(Recycle recycle, SeenService service) {
    return notActive(
        "Service %s became %s; no further task was stopped."
            .formatted(recycle.spec().service(), service.status()));
  }

  static Failure recreated(Recycle recycle, SeenService service) {
    return notActive(
        "Service %s was deleted and created again (at %s); no task of the new one was stopped."
            .formatted(recycle.spec().service(), service.identity().createdAt()));
  }

  /** Several looks over a while did not find it. */
  static Failure notFound(Recycle recycle, Fault fault) {
    return notActive(
        "Service %s has not been found for a while: %s"
            .formatted(recycle.spec().service(), fault.message()));
  }

  private static Failure notActive(String message) {
    return new Failure(Failure.Code.SERVICE_NOT_ACTIVE, message);
  }

  /** A deployment that began, or failed, midway. */
  static String unsettled(SeenService service) {
    return service.deploymentFailed()
        ? "The newest deployment has failed (%s), and ECS may start no more tasks for it; going on by itself when a new deployment has completed."
            .formatted(service.deploymentsSeen())
        : "A deployment is running (%s); going on by itself when it has settled."
            .formatted(service.deploymentsSeen());
  }

  static Hold.Reason unsettledReason(SeenService service) {
    return service.deploymentFailed()
        ? Hold.Reason.DEPLOYMENT_FAILED
        : Hold.Reason.DEPLOYMENT_RUNNING;
  }

  /** A new task that came in an old one's place has ended. */
  static Failure replacementEnded(Slot slot, SeenTask replacement, SeenService service) {
    return replacement(
        Failure.Code.REPLACEMENT_FAILED,
        slot,
        "its replacement stopped: " + Health.describe(replacement),
        service);
  }

  /** No new task became healthy in time. */
  static Failure replacementLate(
      Slot slot, Duration waited, Collection<SeenTask> candidates, ServiceSnapshot seen) {
    return replacement(
        Failure.Code.REPLACEMENT_NOT_HEALTHY,
        slot,
        "its replacement was not healthy within %d seconds (%s)"
            .formatted(
                waited.toSeconds(),
                candidates.stream()
                    .findFirst()
                    .map(Health::describe)
                    .orElseGet(() -> noneCame(slot, seen))),
        seen.service());
  }

  /** ECS itself says that it finds no place for a new task. */
  static Failure replacementUnplaced(Slot slot, Duration waited, SeenService service) {
    return replacement(
        Failure.Code.REPLACEMENT_NOT_HEALTHY,
        slot,
        "ECS has found no place for a new task for %d seconds".formatted(waited.toSeconds()),
        service);
  }

  private static String noneCame(Slot slot, ServiceSnapshot seen) {
    Optional<SeenTask> old = seen.task(slot.taskArn()).filter(task -> !task.life().stopped());
    return old.map(task -> "no new task was seen, and " + stillStopping(task))
        .orElse("no new task was seen");
  }

  private static String stillStopping(SeenTask task) {
    return "the old task is still %s%s; a long deregistration delay or stopTimeout may be the reason"
        .formatted(
            task.life().lastStatus(),
            task.life().stoppingAt() == null ? "" : ", stopping since " + task.life().stoppingAt());
  }

  static Failure tookTooLong(Duration limit, Plan plan) {
    return new Failure(
        Failure.Code.RECYCLE_TOO_LONG,
        "The recycle has taken longer than the %d minutes it was given, with %d of %d tasks done; ask again for the rest."
            .formatted(limit.toMinutes(), plan.done(), plan.slots().size()));
  }

  static Failure heldTooLong(Recycle recycle, Hold hold) {
    return new Failure(
        Failure.Code.HELD_TOO_LONG,
        "Held for more than %d minutes: %s"
            .formatted(recycle.spec().patience().hold().toMinutes(), hold.message()));
  }

  private static Failure replacement(
      Failure.Code code, Slot slot, String what, SeenService service) {
    return new Failure(
        code,
        "Task %s was stopped and %s; %s.".formatted(slot.taskArn(), what, service.lastEvents()));
  }
}
