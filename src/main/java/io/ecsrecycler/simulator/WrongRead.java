package io.ecsrecycler.simulator;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Replies to reads that concern the service are wrong, while nothing is wrong with the service.
 *
 * @param what is wrong with the reply
 * @param often how often
 * @param reason of an entry in {@code failures}; null takes the usual one
 */
public record WrongRead(What what, Often often, @Nullable String reason) implements Fault.Standing {

  /** The next such read is wrong, and no other. */
  public static WrongRead once(What what) {
    return new WrongRead(what, Often.times(1), null);
  }

  @Override
  public String kind() {
    return what.kind();
  }

  /** The reason to show in {@code failures}. */
  public String shownReason() {
    return reason == null ? what.usualReason : reason;
  }

  /**
   * How often a read is wrong.
   *
   * @param rate with which probability, 0 to 1
   * @param times after so many wrong reads the fault is over
   */
  public record Often(double rate, int times) {

    public static final Often ALWAYS = new Often(1, Integer.MAX_VALUE);

    public Often {
      Fault.requireProbability(rate);
      if (times < 1) {
        throw new IllegalArgumentException("times must be 1 or more, but was " + times);
      }
    }

    /** The next so many reads. */
    public static Often times(int times) {
      return new Often(1, times);
    }

    /** That share of the reads, for as long as the fault lasts. */
    public static Often share(double rate) {
      return new Often(rate, Integer.MAX_VALUE);
    }
  }

  /** In which way a reply is wrong. */
  public enum What {
    /** DescribeServices: {@code failures} says MISSING. */
    SERVICE_MISSING("service-missing", "DescribeServices", "MISSING"),
    /** DescribeServices: neither in {@code services} nor in {@code failures}. */
    SERVICE_LEFT_OUT("service-left-out", "DescribeServices", ""),
    /** DescribeServices: {@code failures} gives another reason than MISSING. */
    SERVICE_FAILED("service-failed", "DescribeServices", "UNAVAILABLE"),
    /** DescribeServices: another account's service of the same name. */
    SERVICE_OF_ANOTHER_ACCOUNT("service-of-another-account", "DescribeServices", ""),
    /** Any read of ECS: ClusterNotFoundException. */
    CLUSTER_NOT_FOUND("cluster-not-found", "", ""),
    /** Any read, those of the neighbours too: a reply without members. */
    EMPTY_REPLY("empty-reply", "", ""),
    /** DescribeTasks: some of the tasks are in {@code failures} instead. */
    TASKS_FAILED("tasks-failed", "DescribeTasks", "MISSING"),
    /** GetTaskProtection: some of the tasks are in {@code failures} instead. */
    PROTECTION_FAILED("protection-failed", "GetTaskProtection", "UNAVAILABLE"),
    /** ListTasks: one task is left out. */
    TASK_NOT_LISTED("task-not-listed", "ListTasks", ""),
    /** ListTasks: an empty page, and it is the last one. */
    NO_TASK_LISTED("no-task-listed", "ListTasks", ""),
    /** DescribeScalableTargets: the service's target is left out. */
    SCALABLE_TARGET_LEFT_OUT("scalable-target-left-out", "DescribeScalableTargets", "");

    private static final Set<String> NEIGHBOURS =
        Set.of("DescribeScalableTargets", "DescribeTargetHealth");

    private final String kind;
    private final String operation;
    private final String usualReason;

    What(String kind, String operation, String usualReason) {
      this.kind = kind;
      this.operation = operation;
      this.usualReason = usualReason;
    }

    /** Its name on the wire. */
    public String kind() {
      return kind;
    }

    /** Whether a reply to that operation can be wrong in this way. */
    public boolean concerns(String asked) {
      if (!operation.isEmpty()) {
        return operation.equals(asked);
      }
      return isRead(asked) && (this == EMPTY_REPLY || !NEIGHBOURS.contains(asked));
    }

    /** The one of that name on the wire. */
    public static Optional<What> of(String kind) {
      return Arrays.stream(values()).filter(it -> it.kind.equals(kind)).findFirst();
    }

    private static boolean isRead(String operation) {
      return operation.startsWith("Describe")
          || operation.startsWith("List")
          || operation.startsWith("Get");
    }
  }
}
