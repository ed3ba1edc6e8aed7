package io.ecsrecycler.recycle;

/**
 * Why a recycle failed.
 *
 * @param code for programs
 * @param message one sentence for people: what was seen and what to do
 */
public record Failure(Code code, String message) {

  /** What went wrong, for programs; the names are part of the REST contract. */
  public enum Code {
    SERVICE_NOT_ACTIVE,
    DEPLOYMENT_RUNNING,
    DEPLOYMENT_FAILED,
    UNSUPPORTED_SERVICE,
    SELECTION_NOT_FOUND,
    UNSUPPORTED_DEPLOYMENT_CONTROLLER,
    UNSUPPORTED_LOAD_BALANCER,
    SURGE_NOT_HEALTHY,
    REPLACEMENT_FAILED,
    REPLACEMENT_NOT_HEALTHY,
    HELD_TOO_LONG,
    RECYCLE_TOO_LONG,
    AWS_ACCESS_DENIED,
    AWS_CREDENTIALS,
    AWS_REJECTED
  }
}
