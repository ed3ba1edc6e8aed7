package io.ecsrecycler.simulator;

import io.ecsrecycler.simulator.model.Arns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The roles that may be assumed, and the sessions that have been. Every role is given to anybody,
 * but for those whose trust policy asks for an external id. Safe for use by several threads.
 */
public final class SimulatedRoles {

  private static final int ACCOUNT = 4;

  private final Map<String, String> externalIds = new HashMap<>();
  private final Map<String, Session> sessions = new LinkedHashMap<>();
  private boolean throttled;

  /** Long after any test or demo. */
  private Instant expiration = Instant.parse("2099-12-31T23:59:59Z");

  /**
   * A role that somebody has assumed.
   *
   * @param name the session's name
   * @param externalId what was given as external id
   * @param accessKeyId what its calls are signed with
   * @param expiration until when it says it is good; nothing here checks it
   */
  public record Session(
      String roleArn,
      String name,
      @Nullable String externalId,
      String accessKeyId,
      Instant expiration) {

    /** Who that is, as AWS shows it beside every call. */
    public Caller caller() {
      String account = roleArn.split(":", -1)[ACCOUNT];
      return new Caller(
          "arn:aws:sts::%s:assumed-role/%s/%s".formatted(account, Arns.shortName(roleArn), name),
          account);
    }
  }

  /** The role's trust policy asks for that external id from now on. */
  public synchronized void trust(String roleArn, String externalId) {
    externalIds.put(roleArn, externalId);
  }

  /** When new sessions expire. */
  public synchronized void expireAt(Instant when) {
    expiration = when;
  }

  /** Whether all who ask are told to ask less. */
  public synchronized void throttle(boolean on) {
    throttled = on;
  }

  /**
   * A new session.
   *
   * @throws SimulatedFault what STS would answer instead
   */
  public synchronized Session assume(String roleArn, String name, @Nullable String externalId) {
    if (throttled) {
      throw SimulatedFault.client("Throttling", "Rate exceeded");
    }
    String asked = externalIds.get(roleArn);
    if (asked != null && !asked.equals(externalId)) {
      throw new SimulatedFault(
          "AccessDenied",
          "User: %s is not authorized to perform: sts:AssumeRole on resource: %s"
              .formatted(Caller.USER.arn(), roleArn),
          403);
    }
    String key = "ASIASIMULATOR%07d".formatted(sessions.size());
    Session session = new Session(roleArn, name, externalId, key, expiration);
    sessions.put(key, session);
    return session;
  }

  /** Whose access key that is. */
  public synchronized Caller caller(String accessKeyId) {
    Session session = sessions.get(accessKeyId);
    return session == null ? Caller.USER : session.caller();
  }

  /** Every session so far, oldest first. */
  public synchronized List<Session> sessions() {
    return new ArrayList<>(sessions.values());
  }
}
