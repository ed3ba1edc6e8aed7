package io.ecsrecycler.job;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.query.Param;

/** The job table. */
interface RecycleJobs
    extends JpaRepository<RecycleJob, UUID>, JpaSpecificationExecutor<RecycleJob> {

  /**
   * One recycle, by a query: Hibernate's own find() answers "none" where the database fails within
   * a transaction that is to be rolled back.
   */
  @Override
  @Query("select job from RecycleJob job where job.id = :id")
  Optional<RecycleJob> findById(@Param("id") UUID id);

  /** The recycle under way for a service, if there is one. */
  Optional<RecycleJob> findByActiveKey(String activeKey);
}
