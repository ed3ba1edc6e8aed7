package io.ecsrecycler.ecs;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * For which recycle, and on whose behalf, AWS is called. Where a role is assumed it is the name of
 * the role's session, so that CloudTrail shows it beside every call.
 *
 * @param name what STS accepts: 2 to 64 letters, digits and any of {@code +=,.@-_}
 */
public record AwsSession(String name) {

  private static final ScopedValue<AwsSession> CURRENT = ScopedValue.newInstance();

  private static final int SHORTEST = 2;
  private static final int LONGEST = 64;

  /**
   * Everything that one recycle does.
   *
   * @param job the recycle's id; it is never cut
   * @param by who asked for it, as far as there is room; null where that was not kept
   */
  public static AwsSession of(String job, @Nullable String by) {
    return named(by == null ? job : job + "-" + by);
  }

  /** Somebody asks about a service, for which there is no recycle (yet). */
  public static AwsSession lookup(String by) {
    return named(by);
  }

  private static AwsSession named(String text) {
    String accepted = text.replaceAll("[^\\w+=,.@-]+", "-");
    String name = accepted.length() < SHORTEST ? "by-" + accepted : accepted;
    return new AwsSession(name.substring(0, Math.min(LONGEST, name.length())));
  }

  /** Has that be the session of all calls to AWS that are made meanwhile, by this thread. */
  public <R> R call(Supplier<R> work) {
    return ScopedValue.where(CURRENT, this).call(work::get);
  }

  /** The session of the calls that this thread is making; empty where nobody said. */
  static Optional<AwsSession> current() {
    return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
  }
}
