package io.ecsrecycler.job;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

/** The reports that are due, or were. */
interface NotificationRows extends JpaRepository<NotificationRow, Long> {

  List<NotificationRow> findByJobIdIn(Collection<UUID> jobIds);

  Optional<NotificationRow> findByJobIdAndChannel(UUID jobId, String channel);
}
