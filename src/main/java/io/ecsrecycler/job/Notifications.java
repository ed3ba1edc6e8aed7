package io.ecsrecycler.job;

import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps what became of each report, so that the recycle can show it. */
@Service
public class Notifications {

  private final NotificationRows rows;
  private final Clock clock;

  Notifications(NotificationRows rows, Clock clock) {
    this.rows = rows;
    this.clock = clock;
  }

  /** A report on that recycle will go out by that channel. */
  @Transactional
  public void queued(String recycleId, String channel) {
    rows.save(new NotificationRow(UUID.fromString(recycleId), channel, clock.instant()));
  }

  /**
   * An attempt was made.
   *
   * @param outcome PENDING when it will be tried again
   * @param error why it failed; null when it did not
   */
  @Transactional
  public void attempted(
      String recycleId, String channel, NotificationView.Status outcome, @Nullable String error) {
    rows.findByJobIdAndChannel(UUID.fromString(recycleId), channel)
        .orElseThrow()
        .attempted(outcome, error, clock.instant());
  }
}
