package io.ecsrecycler.job;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/** The job table. */
interface RecycleJobs extends JpaRepository<RecycleJob, UUID> {

  /** The recycle under way for a service, if there is one. */
  Optional<RecycleJob> findByActiveKey(String activeKey);

  /** Newest first: ids are time-ordered. Null leaves a filter out. */
  @Query(
      """
      select job from RecycleJob job
      where (:cluster is null or job.cluster = :cluster)
        and (:service is null or job.service = :service)
        and (:status is null or job.status = :status)
      order by job.id desc
      """)
  Page<RecycleJob> newestFirst(
      @Nullable String cluster,
      @Nullable String service,
      @Nullable JobStatus status,
      Pageable page);
}
