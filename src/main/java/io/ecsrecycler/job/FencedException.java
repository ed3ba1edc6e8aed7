package io.ecsrecycler.job;

/** Somebody else runs this recycle now: whoever gets this has lost its lease and must let go. */
public class FencedException extends RuntimeException {

  public FencedException(Claim lost, long current) {
    super(
        "recycle %s is run by somebody else: this is claim %d, the current one is %d"
            .formatted(lost.id(), lost.epoch(), current));
  }
}
