package io.ecsrecycler.engine;

import io.ecsrecycler.database.DatabaseTrouble;
import io.ecsrecycler.job.Claim;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * A step that does not mind a database that is away: its recycle keeps its place, as others may
 * wait for it for hours.
 */
@Component
class SteadyTick {

  private final Tick tick;
  private final Trouble trouble;

  SteadyTick(Tick tick, Trouble trouble) {
    this.tick = tick;
    this.trouble = trouble;
  }

  /** That recycle is not run here any more. */
  void forget(String id) {
    tick.forget(id);
  }

  /** Takes one step; how long to wait before the next one, empty when the recycle has ended. */
  Optional<Duration> run(Claim claim) {
    try {
      return tick.run(claim);
    } catch (RuntimeException e) {
      if (!DatabaseTrouble.isIn(e)) {
        throw e;
      }
      trouble.tell("Recycle " + claim.id() + " waits for the database", e);
      return Optional.of(Trouble.RETRY);
    }
  }
}
