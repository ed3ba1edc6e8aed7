package io.ecsrecycler.recycle;

/**
 * Is this task really serving? ECS's own rule: RUNNING, and where its containers are checked,
 * HEALTHY. {@code runningCount} alone would count a task that answers nobody.
 */
final class Health {

  private Health() {}

  static boolean serves(SeenTask task) {
    return task.life().running()
        && switch (task.report()) {
          case UNCHECKED, HEALTHY -> true;
          case UNKNOWN, UNHEALTHY -> false;
        };
  }

  /** What is missing, in words for a person. */
  static String describe(SeenTask task) {
    String reason = task.life().stoppedReason();
    return "task %s is %s%s%s"
        .formatted(
            task.id(),
            task.life().lastStatus(),
            switch (task.report()) {
              case UNCHECKED -> "";
              case UNKNOWN -> ", its health check has no result yet";
              case HEALTHY -> ", its health check passes";
              case UNHEALTHY -> ", its health check fails";
            },
            reason == null ? "" : ", stopped because: " + reason);
  }
}
