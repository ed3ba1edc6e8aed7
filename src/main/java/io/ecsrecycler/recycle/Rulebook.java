package io.ecsrecycler.recycle;

import java.time.Instant;

/** What an engine asks after every look. {@link #STANDARD} is the one there is. */
public interface Rulebook {

  /** The {@link Rules}. */
  Rulebook STANDARD =
      new Rulebook() {
        @Override
        public Decision decide(Recycle recycle, ServiceSnapshot seen, Instant now) {
          return Rules.decide(recycle, seen, now);
        }

        @Override
        public Decision blind(Recycle recycle, Fault fault, Instant now) {
          return Rules.blind(recycle, fault, now);
        }
      };

  /**
   * Decides after a look.
   *
   * @param recycle the state as committed
   * @param seen the look, taken after the state was read
   * @param now our clock, after the look
   */
  Decision decide(Recycle recycle, ServiceSnapshot seen, Instant now);

  /** Decides after AWS did not answer a look or an action. */
  Decision blind(Recycle recycle, Fault fault, Instant now);
}
