package io.ecsrecycler.simulation;

import io.ecsrecycler.ecs.Ecs;
import io.ecsrecycler.recycle.Action;
import io.ecsrecycler.recycle.Brakes;
import io.ecsrecycler.recycle.CapacityLease;
import io.ecsrecycler.recycle.Decision;
import io.ecsrecycler.recycle.Fault;
import io.ecsrecycler.recycle.Outcome;
import io.ecsrecycler.recycle.Phase;
import io.ecsrecycler.recycle.Plan;
import io.ecsrecycler.recycle.Recycle;
import io.ecsrecycler.recycle.Rulebook;
import io.ecsrecycler.recycle.ServiceSnapshot;
import io.ecsrecycler.recycle.Slot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Bugs in what is decided. */
final class RuleBugs {

  private RuleBugs() {}

  static PlantedBug restoresByOverwriting() {
    return withRules((decision, recycle, seen, ecs) -> {
      CapacityLease lease = recycle.capacity().lease();
      return lease != null
              && decision.next().phase() instanceof Phase.Ended
              && seen.service().desiredCount() != lease.desired().found()
          ? with(decision, new Action.SetDesiredCount(lease.desired().found()))
          : decision;
    });
  }

  static PlantedBug endsWithoutRestoring() {
    return withRules((decision, recycle, seen, ecs) ->
        decision.next().phase() instanceof Phase.Restoring(_, Outcome.Failed failed)
            ? ended(decision, failed)
            : decision);
  }

  static PlantedBug cancelForgetsCapacity() {
    return withRules((decision, recycle, seen, ecs) ->
        decision.next().phase() instanceof Phase.Restoring(_, Outcome.Cancelled cancelled)
            ? ended(decision, cancelled)
            : decision);
  }

  static PlantedBug leavesScaleInSuspended() {
    return withRules((decision, recycle, seen, ecs) -> {
      boolean releases =
          decision.action() instanceof Action.SetScalableTarget it
              && !it.suspended().scaleIn()
              && decision.next().phase() instanceof Phase.Restoring;
      return releases ? ended(decision, new Outcome.Succeeded()) : decision;
    });
  }

  /** As many tasks as wanted are RUNNING: good enough for whoever counts. */
  static PlantedBug countsInsteadOfArns() {
    return withRules((decision, recycle, seen, ecs) -> {
      Plan plan = decision.next().plan();
      long running = seen.tasks().stream().filter(it -> it.life().running()).count();
      if (plan == null || running < seen.service().desiredCount()) {
        return decision;
      }
      return next(
          decision,
          plan,
          slot ->
              slot.state() instanceof Slot.Stopping it && decision.action() == null
                  ? new Slot(
                      slot.taskArn(),
                      new Slot.Replaced(seen.tasks().getFirst().arn(), it.since(), it.since()))
                  : slot);
    });
  }

  static PlantedBug floorOneTooLow() {
    return withRules((decision, recycle, seen, ecs) -> {
      Plan plan = decision.next().plan();
      if (plan == null || recycle.plan() != null) {
        return decision;
      }
      Plan.Strength strength = plan.strength();
      Plan low =
          new Plan(
              new Plan.Strength(
                  strength.originalDesiredCount(),
                  Math.max(0, strength.floor() - 1),
                  strength.batch()),
              plan.begun(),
              plan.checkpoint(),
              plan.slots(),
              plan.bystanders(),
              plan.service());
      return next(decision, with(decision.next(), low));
    });
  }

  static PlantedBug stopsOutsideOfThePlan() {
    return withRules((decision, recycle, seen, ecs) ->
        decision.action() instanceof Action.StopTask it
            ? with(decision, new Action.StopTask(seen.tasks().getLast().arn(), it.reason()))
            : decision);
  }

  static PlantedBug stopsMoreThanABatch() {
    return withRules((decision, recycle, seen, ecs) -> {
      Recycle next = decision.next();
      return next.phase() instanceof Phase.Recycling(Instant entered, int stopped) && stopped > 0
          ? next(decision, with(next, new Phase.Recycling(entered, 0)))
          : decision;
    });
  }

  static PlantedBug raisesOnceMore() {
    return withRules((decision, recycle, seen, ecs) -> {
      boolean again =
          decision.action() instanceof Action.SetDesiredCount
              && decision.events().isEmpty()
              && decision.next().phase() instanceof Phase.Surging;
      return again
          ? with(
              decision,
              new Action.SetDesiredCount(
                  ((Action.SetDesiredCount) Objects.requireNonNull(decision.action())).value() + 1))
          : decision;
    });
  }

  static PlantedBug ignoresPause() {
    return new PlantedBug() {
      @Override
      public Rulebook rules(Ecs ecs, World world) {
        return new Rulebook() {
          @Override
          public Decision decide(Recycle recycle, ServiceSnapshot seen, Instant now) {
            Brakes brakes = recycle.brakes();
            return STANDARD.decide(
                new Recycle(
                    recycle.id(),
                    recycle.spec(),
                    recycle.phase(),
                    recycle.plan(),
                    recycle.capacity(),
                    new Brakes(brakes.hold(), null, brakes.ending())),
                seen,
                now);
          }

          @Override
          public Decision blind(Recycle recycle, Fault fault, Instant now) {
            return STANDARD.blind(recycle, fault, now);
          }
        };
      }
    };
  }

  static PlantedBug holdsForever() {
    return new PlantedBug() {
      @Override
      public Rulebook rules(Ecs ecs, World world) {
        return new Rulebook() {
          @Override
          public Decision decide(Recycle recycle, ServiceSnapshot seen, Instant now) {
            return recycle.hold() == null
                ? STANDARD.decide(recycle, seen, now)
                : new Decision(recycle, null, Duration.ofSeconds(3), List.of());
          }

          @Override
          public Decision blind(Recycle recycle, Fault fault, Instant now) {
            return STANDARD.blind(recycle, fault, now);
          }
        };
      }
    };
  }

  /** What shows as found counts as never raised, however little time has passed. */
  static PlantedBug believesAtOnce() {
    return withRules((decision, recycle, seen, ecs) -> {
      CapacityLease lease = decision.next().capacity().lease();
      boolean found =
          lease != null
              && lease.raisedAt() != null
              && seen.service().desiredCount() == lease.desired().found();
      return found
              && decision.action() == null
              && decision.next().phase() instanceof Phase.Restoring(_, Outcome outcome)
          ? ended(decision, outcome)
          : decision;
    });
  }

  static Decision ended(Decision decision, Outcome outcome) {
    Recycle next = with(decision.next(), new Phase.Ended(outcome));
    return new Decision(next, null, Duration.ZERO, decision.events());
  }

  private static Decision with(Decision decision, Action action) {
    return new Decision(decision.next(), action, decision.lookAgain(), decision.events());
  }

  private static Decision next(Decision decision, Recycle next) {
    return new Decision(next, decision.action(), decision.lookAgain(), decision.events());
  }

  static Decision next(Decision decision, Plan plan, UnaryOperator<Slot> change) {
    List<Slot> slots = new ArrayList<>(plan.slots());
    slots.replaceAll(change);
    return next(
        decision,
        with(
            decision.next(),
            new Plan(
                plan.strength(),
                plan.begun(),
                plan.checkpoint(),
                slots,
                plan.bystanders(),
                plan.service())));
  }

  private static Recycle with(Recycle recycle, Phase phase) {
    return new Recycle(
        recycle.id(), recycle.spec(), phase, recycle.plan(), recycle.capacity(), recycle.brakes());
  }

  private static Recycle with(Recycle recycle, @Nullable Plan plan) {
    return new Recycle(
        recycle.id(), recycle.spec(), recycle.phase(), plan, recycle.capacity(), recycle.brakes());
  }

  /** A bug that decides otherwise than the rules. */
  interface Judgement {
    Decision change(Decision decision, Recycle recycle, ServiceSnapshot seen, Ecs ecs);
  }

  static PlantedBug withRules(Judgement judgement) {
    return new PlantedBug() {
      @Override
      public Rulebook rules(Ecs ecs, World world) {
        return new Rulebook() {
          @Override
          public Decision decide(Recycle recycle, ServiceSnapshot seen, Instant now) {
            return judgement.change(STANDARD.decide(recycle, seen, now), recycle, seen, ecs);
          }

          @Override
          public Decision blind(Recycle recycle, Fault fault, Instant now) {
            return STANDARD.blind(recycle, fault, now);
          }
        };
      }
    };
  }
}
