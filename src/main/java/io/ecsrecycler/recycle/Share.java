package io.ecsrecycler.recycle;

/**
 * So many of the tasks: a number, or a percentage.
 *
 * @param value at least 1; a percentage is at most 100
 * @param unit what the value counts
 */
public record Share(int value, Unit unit) {

  /** What a share counts. */
  public enum Unit {
    TASKS,
    PERCENT
  }

  /** One task. */
  public static final Share ONE = tasks(1);

  /** So many tasks. */
  public static Share tasks(int number) {
    return new Share(number, Unit.TASKS);
  }

  /** So many of a hundred tasks. */
  public static Share percent(int percentage) {
    return new Share(percentage, Unit.PERCENT);
  }

  /** How many of {@code total} tasks: a percentage is rounded down, and at least one. */
  int of(int total) {
    return switch (unit) {
      case TASKS -> value;
      case PERCENT -> Math.max(1, (int) ((long) total * value / 100));
    };
  }

  /** As a request has it: {@code 2} or {@code 10%}. */
  @Override
  public String toString() {
    return switch (unit) {
      case TASKS -> Integer.toString(value);
      case PERCENT -> value + "%";
    };
  }
}
