package io.ecsrecycler.recycle;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people may ask of a recycle that is under way. Each is safe to repeat; none touches AWS: the
 * rules heed it at their next look.
 */
public enum Command {
  /** Stop nothing more, see through what is under way, keep capacity up. */
  PAUSE,
  /** Go on after a pause or a checkpoint. */
  RESUME,
  /** See through what is under way, put capacity back, end. */
  CANCEL;

  /** What came of a command. */
  public sealed interface Verdict {}

  /** It changes this. */
  public record Changed(Recycle next, List<RecycleEvent> events) implements Verdict {}

  /** It is so already. */
  public record AlreadySo() implements Verdict {}

  /** It makes no sense any more; {@code why} is one sentence for people. */
  public record Refused(String why) implements Verdict {}

  /** Applies it, by our clock. */
  public Verdict to(Recycle recycle, Instant now) {
    return to(recycle, now, null);
  }

  /**
   * Applies it, by our clock.
   *
   * @param why for people, where it is not somebody's word on this very recycle
   */
  public Verdict to(Recycle recycle, Instant now, @Nullable String why) {
    return switch (recycle.phase()) {
      case Phase.Ended it -> late(it.outcome(), "The recycle has %s.");
      case Phase.Restoring it ->
          late(it.outcome(), "The recycle is putting capacity back already; it will have %s.");
      case Phase.Planning _, Phase.Surging _, Phase.Recycling _, Phase.Settling _ ->
          switch (this) {
            case PAUSE -> pause(recycle, now, why);
            case RESUME -> resume(recycle, now, why);
            case CANCEL -> cancel(recycle, now);
          };
    };
  }

  private Verdict late(Outcome outcome, String sentence) {
    return this == CANCEL && outcome instanceof Outcome.Cancelled
        ? new AlreadySo()
        : new Refused(sentence.formatted(word(outcome)));
  }

  private static String word(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Succeeded _ -> "succeeded";
      case Outcome.Failed _ -> "failed";
      case Outcome.Cancelled _ -> "been cancelled";
    };
  }

  private static Verdict pause(Recycle recycle, Instant now, @Nullable String why) {
    Outcome ending = recycle.brakes().ending();
    if (ending != null) {
      return new Refused("The recycle is ending already; it will have %s.".formatted(word(ending)));
    }
    if (recycle.brakes().pause() != null) {
      return new AlreadySo();
    }
    Instant until = now.plus(recycle.spec().patience().pause());
    return new Changed(
        recycle.with(recycle.brakes().paused(new Brakes.Pause(now, until, false))),
        List.of(new RecycleEvent.RecyclePaused(until, why)));
  }

  private static Verdict resume(Recycle recycle, Instant now, @Nullable String why) {
    Outcome ending = recycle.brakes().ending();
    if (ending != null) {
      return new Refused("The recycle is ending already; it will have %s.".formatted(word(ending)));
    }
    return recycle.brakes().pause() == null
        ? new AlreadySo()
        : new Changed(
            recycle.with(recycle.brakes().resumed(now)),
            List.of(new RecycleEvent.RecycleResumed(why)));
  }

  private static Verdict cancel(Recycle recycle, Instant now) {
    if (recycle.brakes().ending() instanceof Outcome.Cancelled) {
      return new AlreadySo();
    }
    if (recycle.brakes().ending() != null) {
      return new Refused("The recycle is ending already; it will have failed.");
    }
    if (recycle.phase() instanceof Phase.Planning) {
      Move end = Move.end(recycle, new Outcome.Cancelled());
      return new Changed(end.next(), end.events());
    }
    return new Changed(
        recycle.with(recycle.brakes().ending(new Outcome.Cancelled(), now)),
        List.of(new RecycleEvent.CancelRequested()));
  }
}
