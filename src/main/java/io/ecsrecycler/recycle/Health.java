package io.ecsrecycler.recycle;

/**
 * Whether a task serves. ECS's own rule: RUNNING; where its containers are checked, HEALTHY; and
 * healthy in every target group. {@code runningCount} alone would count a task that answers nobody.
 *
 * <p>No verdict is not a bad one. A check without a result may mean that the task is starting, or
 * that ECS lost its agent while the task serves on (ECS facts, section 12).
 */
enum Health {
  SERVING,
  NOT_SERVING,
  /** Nobody knows: it counts neither as healthy nor as free to stop. */
  UNKNOWN;

  static Health of(SeenTask task) {
    if (!task.life().running()
        || task.report() == SeenTask.HealthReport.UNHEALTHY
        || task.targets().verdict() == SeenTask.Verdict.UNHEALTHY) {
      return NOT_SERVING;
    }
    return task.report() == SeenTask.HealthReport.UNKNOWN
            || task.targets().verdict() == SeenTask.Verdict.UNKNOWN
        ? UNKNOWN
        : SERVING;
  }

  static boolean serves(SeenTask task) {
    return of(task) == SERVING;
  }

  static boolean isUnknown(SeenTask task) {
    return of(task) == UNKNOWN;
  }

  /** Whether a check or a target group has a say, beyond RUNNING. */
  static boolean isChecked(SeenTask task) {
    return task.targets().checked() || task.report() != SeenTask.HealthReport.UNCHECKED;
  }

  /** What is missing, in words for a person. */
  static String describe(SeenTask task) {
    String code = task.life().stopCode();
    String reason = task.life().stoppedReason();
    return "task %s is %s%s%s%s"
        .formatted(
            task.id(),
            task.life().lastStatus(),
            switch (task.report()) {
              case UNCHECKED -> "";
              case UNKNOWN -> ", its health check has no result";
              case HEALTHY -> ", its health check passes";
              case UNHEALTHY -> ", its health check fails";
            },
            task.targets().healthy() ? "" : ", " + task.targets().detail(),
            reason == null
                ? ""
                : ", stopped because: " + reason + (code == null ? "" : " (" + code + ")"));
  }
}
