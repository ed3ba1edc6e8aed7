package io.ecsrecycler.security;

/** A request goes no further. */
public class RefusedException extends RuntimeException {

  private final transient Refusal refusal;

  RefusedException(Refusal refusal) {
    super(refusal.detail());
    this.refusal = refusal;
  }

  /** Why, and what to do about it. */
  public Refusal refusal() {
    return refusal;
  }
}
