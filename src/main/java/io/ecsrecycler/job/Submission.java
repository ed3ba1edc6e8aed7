package io.ecsrecycler.job;

import io.ecsrecycler.recycle.Fault;

/** What came of asking for a recycle. Only {@link Accepted} has written anything. */
public sealed interface Submission {

  /** It was written, and will run. */
  record Accepted(RecycleView recycle) implements Submission {}

  /** The same request, by its key, has made this recycle before. */
  record Repeated(RecycleView recycle) implements Submission {}

  /** The key has been used for another request. */
  record KeyReused(RecycleView recycle) implements Submission {}

  /** It would run, but not now. A plan says the same of the same request. */
  sealed interface Blocked extends Submission {

    /** Why, for programs; part of the REST contract. */
    String code();

    /** Why, and what to do, for people. */
    String sentence();
  }

  /** Nothing starts now. */
  record NothingStarts(Frozen why) implements Blocked {
    @Override
    public String code() {
      return "FROZEN";
    }

    @Override
    public String sentence() {
      return why.refusal();
    }
  }

  /** That service has a recycle under way. */
  record UnderWay(RecycleView first) implements Blocked {
    @Override
    public String code() {
      return "RECYCLE_UNDER_WAY";
    }

    @Override
    public String sentence() {
      return "Recycle %s of %s is under way (%s); wait until it has ended."
          .formatted(first.recycle().id(), first.recycle().spec().service(), first.status());
    }
  }

  /**
   * There is no such target, cluster or service.
   *
   * @param field which field of the request names it
   * @param message one sentence for people
   */
  record UnknownTarget(String field, String message) implements Submission {}

  /**
   * It is not what the target that was asked for is configured for.
   *
   * @param field which field of the request names it
   * @param message one sentence for people
   */
  record NotInTarget(String field, String message) implements Submission {}

  /** AWS could not be asked whether the service exists. */
  record AwsUnavailable(Fault fault) implements Submission {}
}
