package io.ecsrecycler.recycle;

import java.time.Instant;
import java.util.Arrays;
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

  /** Which part of an ARN names the resource. */
  private static final int RESOURCE = 5;

  /** Nothing is known. */
  public static final ServiceIdentity UNKNOWN = new ServiceIdentity(null, null);

  /** Whether that is a service in another account, Region or cluster, or of another name. */
  boolean isElsewhere(ServiceIdentity other) {
    return arn != null && other.arn != null && !arn.equals(other.arn);
  }

  /** Whether a task of that ARN can be this service's: same partition, Region and account. */
  boolean mayHave(String taskArn) {
    return arn == null || where(arn).isEmpty() || where(arn).equals(where(taskArn));
  }

  /** The parts of an ARN before the kind of resource; empty for what is no ARN. */
  private static String where(String text) {
    String[] parts = text.split(":", -1);
    return parts.length <= RESOURCE
        ? ""
        : String.join(":", Arrays.asList(parts).subList(0, RESOURCE));
  }

  /** Whether that service was created at another time. */
  boolean isRecreated(ServiceIdentity other) {
    return createdAt != null
        && other.createdAt != null
        && !Objects.equals(createdAt, other.createdAt);
  }
}
