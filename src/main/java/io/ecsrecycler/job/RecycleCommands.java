package io.ecsrecycler.job;

import io.ecsrecycler.recycle.Command;
import java.time.Clock;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * Pauses, resumes and cancels recycles. A command is written into the recycle's state under the
 * same fence as the engine's own steps: once it is answered, no stop that was not intended before
 * can be intended any more.
 */
@Service
public class RecycleCommands {

  private static final Logger log = LoggerFactory.getLogger(RecycleCommands.class);

  /** The engine writes a few times a second at most; so often in a row it cannot be in between. */
  private static final int TRIES = 50;

  private final JobStore store;
  private final RecycleViews views;
  private final ApplicationEventPublisher publisher;
  private final Clock clock;

  RecycleCommands(
      JobStore store, RecycleViews views, ApplicationEventPublisher publisher, Clock clock) {
    this.store = store;
    this.views = views;
    this.publisher = publisher;
    this.clock = clock;
  }

  /** What came of a command. */
  public sealed interface Result {}

  /** It is as was asked for, be it since now ({@code changed}) or since before. */
  public record Done(RecycleView recycle, boolean changed) implements Result {}

  /** It makes no sense any more. */
  public record Refused(RecycleView recycle, String why) implements Result {}

  /** There is no such recycle. */
  public record Unknown() implements Result {}

  /** Gives a command to a recycle. */
  public Result give(UUID id, Command command) {
    return give(id, command, null);
  }

  /**
   * Gives a command to a recycle.
   *
   * @param why for people, where it is not somebody's word on this very recycle
   */
  Result give(UUID id, Command command, @Nullable String why) {
    for (int tries = 1; ; tries++) {
      try {
        return once(id, command, why);
      } catch (StaleStateException e) {
        if (tries == TRIES) {
          throw e;
        }
      }
    }
  }

  private Result once(UUID id, Command command, @Nullable String why) {
    Optional<StoredRecycle> stored = store.load(id.toString());
    if (stored.isEmpty()) {
      return new Unknown();
    }
    return switch (command.to(stored.get().recycle(), clock.instant(), why)) {
      case Command.Changed it -> {
        store.commit(stored.get(), it.next(), it.events());
        try (var _ = LoggedRecycle.of(it.next())) {
          LoggedEvents.tell(log, it.events());
        }
        publisher.publishEvent(new RecycleCommanded(id.toString()));
        yield new Done(view(id), true);
      }
      case Command.AlreadySo _ -> new Done(view(id), false);
      case Command.Refused it -> new Refused(view(id), it.why());
    };
  }

  private RecycleView view(UUID id) {
    return views.find(id).orElseThrow(() -> new NoSuchElementException("no recycle " + id));
  }
}
