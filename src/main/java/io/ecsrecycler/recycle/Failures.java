package io.ecsrecycler.recycle;

import java.time.Duration;
import java.util.Collection;

/** What is said of the same trouble wherever it is met. */
final class Failures {

  private Failures() {}

  static Failure becameInactive(Recycle recycle, SeenService service) {
    return new Failure(
        Failure.Code.SERVICE_NOT_ACTIVE,
        "Service %s became %s; no further task was stopped."
            .formatted(recycle.spec().service(), service.status()));
  }

  /** A deployment that began midway. */
  static String deploying(SeenService service) {
    return "A deployment is running (%s); going on by itself when it has settled."
        .formatted(service.deploymentsSeen());
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
      Slot slot, Duration waited, Collection<SeenTask> candidates, SeenService service) {
    return replacement(
        Failure.Code.REPLACEMENT_NOT_HEALTHY,
        slot,
        "its replacement was not healthy within %d seconds (%s)"
            .formatted(
                waited.toSeconds(),
                candidates.stream()
                    .findFirst()
                    .map(Health::describe)
                    .orElse("no new task was seen")),
        service);
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
