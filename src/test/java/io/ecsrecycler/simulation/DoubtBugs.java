package io.ecsrecycler.simulation;

import io.ecsrecycler.ecs.Ecs;
import io.ecsrecycler.ecs.Look;
import io.ecsrecycler.recycle.Action;
import io.ecsrecycler.recycle.Brakes;
import io.ecsrecycler.recycle.CapacityLease;
import io.ecsrecycler.recycle.Decision;
import io.ecsrecycler.recycle.Fault;
import io.ecsrecycler.recycle.Hold;
import io.ecsrecycler.recycle.Outcome;
import io.ecsrecycler.recycle.Phase;
import io.ecsrecycler.recycle.Plan;
import io.ecsrecycler.recycle.Recycle;
import io.ecsrecycler.recycle.Rulebook;
import io.ecsrecycler.recycle.SeenService;
import io.ecsrecycler.recycle.SeenTask;
import io.ecsrecycler.recycle.ServiceIdentity;
import io.ecsrecycler.recycle.ServiceSnapshot;
import io.ecsrecycler.recycle.Slot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/** Bugs that take doubt for knowledge. */
final class DoubtBugs {

  private DoubtBugs() {}

  /** What a person has suspended is allowed again as soon as the maximum is raised. */
  static PlantedBug losesTheirSuspension() {
    return RuleBugs.withRules((decision, recycle, seen, ecs) -> {
      CapacityLease lease = recycle.capacity().lease();
      return decision.action() instanceof Action.SetScalableTarget it
              && lease != null
              && lease.scaleInSuspended() == null
          ? action(
              decision, new Action.SetScalableTarget(it.max(), it.suspended().withScaleIn(false)))
          : decision;
    });
  }

  static PlantedBug believesOneMissingReply() {
    return withFaults((decision, recycle, fault) ->
        fault.kind() == Fault.Kind.NOT_FOUND && !recycle.ended()
            ? ended(decision, new Outcome.Succeeded())
            : decision);
  }

  static PlantedBug takesUnknownHealthForBad() {
    return SightBugs.eachTask(task ->
        new SeenTask(
            task.arn(),
            task.life(),
            task.report() == SeenTask.HealthReport.UNKNOWN
                ? SeenTask.HealthReport.UNHEALTHY
                : task.report(),
            task.targets().verdict() == SeenTask.Verdict.UNKNOWN
                ? SeenTask.TargetHealth.not("unknown")
                : task.targets(),
            task.protection(),
            task.origin()));
  }

  static PlantedBug takesUnknownProtectionForNone() {
    return SightBugs.eachTask(task ->
        new SeenTask(
            task.arn(),
            task.life(),
            task.report(),
            task.targets(),
            task.protection() == SeenTask.Protection.UNKNOWN
                ? SeenTask.Protection.OPEN
                : task.protection(),
            task.origin()));
  }

  /** A new task that has died is not looked at any more. */
  static PlantedBug forgetsWhatItHasReplaced() {
    return SightBugs.seeing((seen, look) ->
        SightBugs.tasks(
            seen,
            seen.tasks().stream()
                .filter(task -> !"EssentialContainerExited".equals(task.life().stopCode()))
                .toList()));
  }

  static PlantedBug believesOneMissingTarget() {
    return RuleBugs.withRules((decision, recycle, seen, ecs) ->
        recycle.phase() instanceof Phase.Restoring it
                && recycle.needsScalableTarget()
                && seen.scalableTarget() == null
            ? ended(decision, it.outcome())
            : decision);
  }

  /**
   * Once a repeated request was answered, an earlier one is forgotten though it may still arrive.
   */
  static PlantedBug forgetsEarlierRequests() {
    return RuleBugs.withRules((decision, recycle, seen, ecs) -> {
      Recycle.Capacity capacity = decision.next().capacity();
      return next(decision, new Recycle.Capacity(capacity.lease(), capacity.asked(), null));
    });
  }

  static PlantedBug claimsToHaveRestored() {
    return RuleBugs.withRules((decision, recycle, seen, ecs) ->
        decision.next().phase() instanceof Phase.Ended it && it.left() != null
            ? ended(decision, it.outcome())
            : decision);
  }

  static PlantedBug takesAFailedRolloutForDone() {
    return SightBugs.seeing((seen, look) ->
        SightBugs.service(
            seen,
            new SeenService(
                seen.service().identity(),
                seen.service().status(),
                seen.service().counts(),
                seen.service().kind(),
                seen.service().deploymentFailed()
                    ? List.of(new SeenService.Deployment("ecs-svc/1", "PRIMARY", "COMPLETED"))
                    : seen.service().deployments(),
                seen.service().events())));
  }

  /** A service is taken for the one of the plan because it has its name. */
  static PlantedBug goesByTheName() {
    return SightBugs.seeing((seen, look) ->
        SightBugs.service(
            seen,
            new SeenService(
                ServiceIdentity.UNKNOWN,
                seen.service().status(),
                seen.service().counts(),
                seen.service().kind(),
                seen.service().deployments(),
                seen.service().events())));
  }

  /** A hold counts from ten minutes before it began. */
  static PlantedBug countsTimeThatNobodyHeld() {
    return new PlantedBug() {
      @Override
      public Rulebook rules(Ecs ecs, World world) {
        return new Rulebook() {
          @Override
          public Decision decide(Recycle recycle, ServiceSnapshot seen, Instant now) {
            return STANDARD.decide(earlier(recycle), seen, now);
          }

          @Override
          public Decision blind(Recycle recycle, Fault fault, Instant now) {
            return STANDARD.blind(earlier(recycle), fault, now);
          }
        };
      }
    };
  }

  private static Recycle earlier(Recycle recycle) {
    Hold hold = recycle.hold();
    Brakes brakes = recycle.brakes();
    return hold == null
        ? recycle
        : new Recycle(
            recycle.id(),
            recycle.spec(),
            recycle.phase(),
            recycle.plan(),
            recycle.capacity(),
            new Brakes(
                new Hold(
                    hold.reason(),
                    hold.message(),
                    hold.since().minus(Duration.ofMinutes(10)),
                    hold.began(),
                    hold.looks()),
                brakes.pause(),
                brakes.ending(),
                brakes.told()));
  }

  static PlantedBug believesThatOneLookIsAll() {
    return slots(slot ->
        slot.state() instanceof Slot.Waiting it && it.missingSince() != null
            ? new Slot(slot.taskArn(), new Slot.Gone(it.missingSince()))
            : slot);
  }

  /** A look that does not show the tasks at all counts as one that shows none. */
  static PlantedBug takesAnEmptyPageForAll() {
    return new PlantedBug() {
      @Override
      public Ecs ecs(Ecs ecs, World world) {
        return new AwsAsItIs(ecs) {
          @Override
          public ServiceSnapshot look(Look look) {
            ServiceSnapshot seen = super.look(look);
            SeenService it = seen.service();
            return SightBugs.service(
                seen,
                new SeenService(
                    it.identity(),
                    it.status(),
                    new SeenService.Counts(it.desiredCount(), 0, 0),
                    it.kind(),
                    it.deployments(),
                    it.events()));
          }
        };
      }
    };
  }

  static PlantedBug oneDeathFailsTheBatch() {
    return RuleBugs.withRules((decision, recycle, seen, ecs) -> {
      Plan plan = decision.next().plan();
      if (plan == null || decision.action() != null) {
        return decision;
      }
      return plan.slots().stream()
          .map(Slot::state)
          .filter(state -> state instanceof Slot.Failed it && it.by() != null)
          .findFirst()
          .map(failed ->
              RuleBugs.next(
                  decision,
                  plan,
                  slot ->
                      slot.state() instanceof Slot.Stopping
                          ? new Slot(slot.taskArn(), failed)
                          : slot))
          .orElse(decision);
    });
  }

  private static PlantedBug slots(UnaryOperator<Slot> change) {
    return RuleBugs.withRules((decision, recycle, seen, ecs) -> {
      Plan plan = decision.next().plan();
      return plan == null ? decision : RuleBugs.next(decision, plan, change);
    });
  }

  private static Decision action(Decision decision, Action action) {
    return new Decision(decision.next(), action, decision.lookAgain(), decision.events());
  }

  private static Decision next(Decision decision, Recycle.Capacity capacity) {
    Recycle it = decision.next();
    Recycle next = new Recycle(it.id(), it.spec(), it.phase(), it.plan(), capacity, it.brakes());
    return new Decision(next, decision.action(), decision.lookAgain(), decision.events());
  }

  private static Decision ended(Decision decision, Outcome outcome) {
    return RuleBugs.ended(decision, outcome);
  }

  /** A bug in what a fault means. */
  private interface Misjudgement {
    Decision change(Decision decision, Recycle recycle, Fault fault);
  }

  private static PlantedBug withFaults(Misjudgement judgement) {
    return new PlantedBug() {
      @Override
      public Rulebook rules(Ecs ecs, World world) {
        return new Rulebook() {
          @Override
          public Decision decide(Recycle recycle, ServiceSnapshot seen, Instant now) {
            return STANDARD.decide(recycle, seen, now);
          }

          @Override
          public Decision blind(Recycle recycle, Fault fault, Instant now) {
            return judgement.change(STANDARD.blind(recycle, fault, now), recycle, fault);
          }
        };
      }
    };
  }
}
