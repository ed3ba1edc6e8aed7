package io.ecsrecycler.recycle;

/**
 * Is this task really serving? ECS's own rule: RUNNING; where its containers are checked, HEALTHY;
 * and healthy in every target group. {@code runningCount} alone would count a task that answers
 * nobody.
 */
final class Health {

  private Health() {}

  static boolean serves(SeenTask task) {
    return task.life().running()
        && task.targets().healthy()
        && switch (task.report()) {
          case UNCHECKED, HEALTHY -> true;
          case UNKNOWN, UNHEALTHY -> false;
        };
  }

  /** Whether anything but RUNNING speaks for it. */
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
              case UNKNOWN -> ", its health check has no result yet";
              case HEALTHY -> ", its health check passes";
              case UNHEALTHY -> ", its health check fails";
            },
            task.targets().healthy() ? "" : ", " + task.targets().detail(),
            reason == null
                ? ""
                : ", stopped because: " + reason + (code == null ? "" : " (" + code + ")"));
  }
}
