package io.ecsrecycler.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Runs worlds. A world that breaks a promise is told by its seed and its trace:
 *
 * <pre>mvn test -Dtest=SimulationTest#replays -Dworld.seed=…</pre>
 *
 * runs exactly that world again.
 */
final class Worlds {

  private Worlds() {}

  /** Thousands of recycles would fill the log; a broken world is replayed and tells its story. */
  static void silence() {
    for (String room : List.of("io.ecsrecycler.engine", "io.ecsrecycler.ecs")) {
      if (LoggerFactory.getLogger(room) instanceof Logger logger) {
        logger.setLevel(Level.OFF);
      }
    }
  }

  /**
   * What came of one world.
   *
   * @param broken the promise that did not hold; null if all did
   */
  record Result(long seed, @Nullable String broken, List<String> trace) {}

  static Result run(long seed, PlantedBug bug, Coverage coverage, boolean tracing) {
    World world = null;
    try {
      world = new World(seed, bug, coverage, tracing);
      world.run();
      return new Result(seed, null, world.trace());
    } catch (BrokenPromise e) {
      return new Result(seed, e.getMessage(), world == null ? List.of() : world.trace());
    } catch (RuntimeException e) {
      return new Result(seed, "threw " + stack(e), world == null ? List.of() : world.trace());
    }
  }

  private static String stack(RuntimeException e) {
    StringBuilder text = new StringBuilder(e.toString());
    for (StackTraceElement frame : e.getStackTrace()) {
      if (frame.getClassName().startsWith("io.ecsrecycler") && text.length() < 1_500) {
        text.append("\n    at ").append(frame);
      }
    }
    return text.toString();
  }

  /** The whole story of one world, for a person. */
  static String story(long seed, PlantedBug bug) {
    Result result = run(seed, bug, new Coverage(), true);
    return "world %d: %s\n  %s\nreplay it: mvn test -Dtest=SimulationTest#replays -Dworld.seed=%d"
        .formatted(
            seed,
            result.broken() == null ? "all promises held" : result.broken(),
            String.join("\n  ", result.trace()),
            seed);
  }
}
