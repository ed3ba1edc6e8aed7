package io.ecsrecycler.ecs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/**
 * The credentials of one role, on top of whatever credentials were found: assumed once for each
 * {@link AwsSession}, refreshed by the SDK before they expire, and forgotten when no call has
 * needed them for a while. The SDK asks for them on the thread that makes the call.
 */
final class AssumedRole implements AwsCredentialsProvider, AutoCloseable {

  /** Longer than any recycle's pause between two looks, so that one session serves it all along. */
  static final Duration IDLE = Duration.ofMinutes(30);

  /** More than the recycles that a replica runs at a time; forgetting one costs an AssumeRole. */
  static final int MOST = 4096;

  private final StsClient sts;
  private final AwsTarget.Role role;
  private final String usualName;
  private final Clock clock;

  /** The one that was used longest ago comes first. */
  private final Map<String, Session> sessions = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * @param usualName the session's name where nobody in particular asks
   */
  AssumedRole(StsClient sts, AwsTarget.Role role, String usualName, Clock clock) {
    this.sts = sts;
    this.role = role;
    this.usualName = usualName;
    this.clock = clock;
  }

  private record Session(StsAssumeRoleCredentialsProvider credentials, Instant lastUsed) {}

  @Override
  public AwsCredentials resolveCredentials() {
    String name = AwsSession.current().map(AwsSession::name).orElse(usualName);
    return session(name).resolveCredentials();
  }

  private synchronized StsAssumeRoleCredentialsProvider session(String name) {
    Instant now = clock.instant();
    Session known = sessions.get(name);
    StsAssumeRoleCredentialsProvider credentials =
        known == null ? assumed(name) : known.credentials();
    sessions.put(name, new Session(credentials, now));
    forgetUnused(now.minus(IDLE));
    return credentials;
  }

  private void forgetUnused(Instant since) {
    Iterator<Session> oldest = sessions.values().iterator();
    while (oldest.hasNext()) {
      Session session = oldest.next();
      if (sessions.size() <= MOST && !session.lastUsed().isBefore(since)) {
        return;
      }
      oldest.remove();
      session.credentials().close();
    }
  }

  private StsAssumeRoleCredentialsProvider assumed(String name) {
    return StsAssumeRoleCredentialsProvider.builder()
        .stsClient(sts)
        .refreshRequest(
            it -> it.roleArn(role.arn()).externalId(role.externalId()).roleSessionName(name))
        .build();
  }

  /** How many sessions are remembered. */
  synchronized int remembered() {
    return sessions.size();
  }

  @Override
  public synchronized void close() {
    sessions.values().forEach(it -> it.credentials().close());
    sessions.clear();
  }
}
