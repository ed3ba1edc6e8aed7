package io.ecsrecycler.job;

import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;

/** The timelines. */
interface EventRows extends JpaRepository<EventRow, Long> {

  List<EventRow> findByJobIdAndSequenceGreaterThanOrderBySequence(
      UUID jobId, long sequence, Limit most);
}
