package io.ecsrecycler.recycle;

/**
 * May one more task be missing right now? One sum, every term of it named:
 *
 * <pre>healthy − stopsNotYetSeen − cost ≥ floor</pre>
 *
 * @param healthy tasks that serve, as last seen
 * @param stopsNotYetSeen of those, the ones that we asked to stop and that still look untouched,
 *     because reads lag behind writes
 * @param cost how many healthy tasks the next step takes away: 0 for a task that is not known to
 *     serve
 * @param floor how many healthy tasks must remain
 */
public record Headroom(int healthy, int stopsNotYetSeen, int cost, int floor) {

  /** The headroom for stopping one more task. */
  static Headroom forStopping(SeenTask task, Plan plan, ServiceSnapshot seen) {
    return of(plan, seen, Health.serves(task) ? 1 : 0);
  }

  /** The headroom for repeating a stop that may not have arrived: that task is counted once. */
  static Headroom forRepeating(SeenTask task, Plan plan, ServiceSnapshot seen) {
    Headroom all = of(plan, seen, Health.serves(task) ? 1 : 0);
    return new Headroom(all.healthy, all.stopsNotYetSeen - all.cost, all.cost, all.floor);
  }

  /** The headroom for taking extra tasks away again, whichever ones ECS picks. */
  static Headroom forLowering(int tasks, Plan plan, ServiceSnapshot seen) {
    return of(plan, seen, tasks);
  }

  private static Headroom of(Plan plan, ServiceSnapshot seen, int cost) {
    int notYetSeen =
        (int)
            plan.slots().stream()
                .filter(Headroom::wasStopped)
                .filter(slot -> seen.task(slot.taskArn()).filter(Health::serves).isPresent())
                .count();
    return new Headroom(
        seen.healthyTasks(), notYetSeen, cost, plan.floorAt(seen.service().desiredCount()));
  }

  /** A failed slot's task was stopped just as well; a replaced one's was seen leaving. */
  private static boolean wasStopped(Slot slot) {
    return slot.state() instanceof Slot.Stopping || slot.state() instanceof Slot.Failed;
  }

  /** Whether enough healthy tasks remain. */
  boolean suffices() {
    return remaining() >= floor;
  }

  /** Whether enough would remain if that many more tasks were healthy. */
  boolean wouldSufficeWith(int more) {
    return remaining() + more >= floor;
  }

  /** How many healthy tasks there are, as far as they can be relied on. */
  int reliable() {
    return healthy - stopsNotYetSeen;
  }

  private int remaining() {
    return healthy - stopsNotYetSeen - cost;
  }
}
