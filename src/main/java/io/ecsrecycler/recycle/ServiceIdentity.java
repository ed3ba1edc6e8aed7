package io.ecsrecycler.recycle;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which service it is. A name alone does not tell: the same name may mean another service after a
 * change of account or Region, or once the service was deleted and created again.
 *
 * @param arn its ARN; null where a stand-in for ECS does not say
 * @param createdAt AWS's time when it was created; null where a stand-in does not say
 */
public record ServiceIdentity(@Nullable String arn, @Nullable Instant createdAt) {

  /** Nothing is known. */
  public static final ServiceIdentity UNKNOWN = new ServiceIdentity(null, null);

  /** Whether that is a service in another account, Region or cluster, or of another name. */
  boolean isElsewhere(ServiceIdentity other) {
    return arn != null && other.arn != null && !arn.equals(other.arn);
  }

  /** Whether that service was created at another time. */
  boolean isRecreated(ServiceIdentity other) {
    return createdAt != null
        && other.createdAt != null
        && !Objects.equals(createdAt, other.createdAt);
  }
}
