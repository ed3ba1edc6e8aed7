package io.ecsrecycler.simulation;

import java.util.LinkedHashMap;
import java.util.Map;

/** Bugs that somebody might well write one day; every one must be noticed. */
final class PlantedBugs {

  private PlantedBugs() {}

  /** All of them by what they do wrong. */
  static Map<String, PlantedBug> all() {
    Map<String, PlantedBug> bugs = new LinkedHashMap<>();
    bugs.put(
        "no fence: a commit overwrites whatever was written meanwhile", CarelessBugs.noFence());
    bugs.put("a look that is minutes old decides and acts", CarelessBugs.staleLook());
    bugs.put("acts before it commits", CarelessBugs.actsBeforeItCommits());
    bugs.put("restores by overwriting what others have set", RuleBugs.restoresByOverwriting());
    bugs.put("ends without restoring after a failure", RuleBugs.endsWithoutRestoring());
    bugs.put("leaves scale-in suspended", RuleBugs.leavesScaleInSuspended());
    bugs.put("counts tasks instead of following ARNs", RuleBugs.countsInsteadOfArns());
    bugs.put("reads the first page of tasks only", SightBugs.firstPageOnly());
    bugs.put("the floor is one too low", RuleBugs.floorOneTooLow());
    bugs.put("takes a RUNNING task for a serving one", SightBugs.runningIsServing());
    bugs.put("leaves the load balancer out of it", SightBugs.ignoresTargets());
    bugs.put("recycles through deployments", SightBugs.ignoresDeployments());
    bugs.put("disregards scale-in protection", SightBugs.ignoresProtection());
    bugs.put("takes an error for a service without tasks", CarelessBugs.errorIsEmpty());
    bugs.put("takes a lost request for a success", CarelessBugs.lostIsDone());
    bugs.put("stops a task that is not in the plan", RuleBugs.stopsOutsideOfThePlan());
    bugs.put("stops more than a batch", RuleBugs.stopsMoreThanABatch());
    bugs.put("forgets its stops that do not show yet", SightBugs.forgetsUnseenStops());
    bugs.put("raises once more after every crash", RuleBugs.raisesOnceMore());
    bugs.put("raises although autoscaling was not held", SightBugs.neverHoldsAutoscaling());
    bugs.put("goes on although it was paused", RuleBugs.ignoresPause());
    bugs.put("a cancel forgets the capacity", RuleBugs.cancelForgetsCapacity());
    bugs.put("is held forever", RuleBugs.holdsForever());
    bugs.put("believes at once that nothing was raised", RuleBugs.believesAtOnce());
    bugs.put("loses a suspension that somebody else has set", DoubtBugs.losesTheirSuspension());
    bugs.put("believes one reply without the service", DoubtBugs.believesOneMissingReply());
    bugs.put("believes one reply without the target", DoubtBugs.believesOneMissingTarget());
    bugs.put("believes one look without the task", DoubtBugs.believesThatOneLookIsAll());
    bugs.put("takes an empty page for all there is", DoubtBugs.takesAnEmptyPageForAll());
    bugs.put("takes unknown health for bad", DoubtBugs.takesUnknownHealthForBad());
    bugs.put("takes unknown protection for none", DoubtBugs.takesUnknownProtectionForNone());
    bugs.put("forgets what it has replaced", DoubtBugs.forgetsWhatItHasReplaced());
    bugs.put("one death fails the whole batch", DoubtBugs.oneDeathFailsTheBatch());
    bugs.put("forgets requests that may still arrive", DoubtBugs.forgetsEarlierRequests());
    bugs.put("claims to have restored what is left", DoubtBugs.claimsToHaveRestored());
    bugs.put("takes a failed rollout for a done one", DoubtBugs.takesAFailedRolloutForDone());
    bugs.put("takes a service for its namesake", DoubtBugs.goesByTheName());
    bugs.put("counts time that nobody held", DoubtBugs.countsTimeThatNobodyHeld());
    return bugs;
  }
}
