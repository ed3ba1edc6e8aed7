package io.ecsrecycler.job;

import io.ecsrecycler.recycle.Recycle;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A recycle as others may read it.
 *
 * @param recycle the core's state
 * @param region the service's Region
 * @param serviceArn the service's ARN; null in recycles from before it was kept
 * @param requestedBy who asked for it; null in recycles from before that was kept
 * @param status what the job is doing
 * @param times when it was accepted, begun and over
 * @param notifications what became of its reports
 */
public record RecycleView(
    Recycle recycle,
    String region,
    @Nullable String serviceArn,
    @Nullable String requestedBy,
    JobStatus status,
    Times times,
    List<NotificationView> notifications) {

  /** What it makes of the service's capacity. */
  public CapacityView capacity() {
    return CapacityView.of(recycle);
  }

  /** How often the report by that channel was tried. */
  public int attemptsBy(String channel) {
    return notifications.stream()
        .filter(it -> it.channel().equals(channel))
        .mapToInt(NotificationView::attempts)
        .sum();
  }

  /**
   * By our clock.
   *
   * @param createdAt when it was accepted
   * @param startedAt when an engine first decided on it; null in one that ended before
   * @param endedAt when it was over, capacity restored
   */
  public record Times(Instant createdAt, @Nullable Instant startedAt, @Nullable Instant endedAt) {}
}
