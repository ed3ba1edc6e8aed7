package io.ecsrecycler.audit;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to do something, and what came of it.
 *
 * @param caller the token's name, or the subject of a JWT; null when nobody valid
 * @param address where the request came from
 * @param method of HTTP
 * @param path without the query, where tokens end up by mistake
 * @param action the operation's id in the API's document; null when there is no such operation
 * @param about what it was about
 * @param status of HTTP; below 400 it was accepted
 * @param code the problem's code; null when it was accepted
 */
public record Attempt(
    @Nullable String caller,
    String address,
    String method,
    String path,
    @Nullable String action,
    About about,
    int status,
    @Nullable String code) {

  private static final int FIRST_REFUSAL = 400;

  /**
   * What it was about, as far as it is known.
   *
   * @param cluster as given, or as found
   * @param service as given, or as found
   * @param recycleId the recycle that was made, or meant
   */
  public record About(
      @Nullable String cluster, @Nullable String service, @Nullable String recycleId) {}

  /** Whether it was done; part of the entry in the log, too. */
  @JsonProperty
  public boolean accepted() {
    return status < FIRST_REFUSAL;
  }
}
