package io.ecsrecycler.recycle;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to do next. The next state is committed before the action is carried out.
 *
 * @param next the state from now on
 * @param action what to ask AWS for, if anything
 * @param lookAgain when the next look makes sense at the earliest; a busy engine may take longer
 * @param events what happened, in order
 */
public record Decision(
    Recycle next, @Nullable Action action, Duration lookAgain, List<RecycleEvent> events) {

  public Decision {
    events = List.copyOf(events);
  }
}
