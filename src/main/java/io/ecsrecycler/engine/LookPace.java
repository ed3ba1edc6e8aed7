package io.ecsrecycler.engine;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/**
 * How often a recycle may look: as often as it likes while it is alone, less often the more of them
 * run, so that all looks together stay below AWS's quotas.
 */
@Component
class LookPace {

  /**
   * Looks a second that all recycles of this process share. A look costs two requests or more of
   * the quota for tasks, of which we take half: 10 a second.
   */
  private static final int LOOKS_PER_SECOND = 5;

  private final AtomicInteger running = new AtomicInteger();

  /** One more recycle runs until this is closed. */
  Running running() {
    running.incrementAndGet();
    return running::decrementAndGet;
  }

  /**
   * How long to wait where the rules ask for that. What is to follow at once is not delayed: it
   * only follows a change, such as a command or the end of a batch, so it is seldom.
   */
  Duration atLeast(Duration asked) {
    if (asked.isZero()) {
      return asked;
    }
    Duration fair = Duration.ofSeconds(1).multipliedBy(running.get()).dividedBy(LOOKS_PER_SECOND);
    return running.get() > LOOKS_PER_SECOND && fair.compareTo(asked) > 0 ? fair : asked;
  }

  /** A recycle that is being run. */
  interface Running extends AutoCloseable {
    @Override
    void close();
  }
}
