package io.ecsrecycler.job;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;

/** The job table. */
interface RecycleJobs
    extends JpaRepository<RecycleJob, UUID>, JpaSpecificationExecutor<RecycleJob> {

  /** The recycle under way for a service, if there is one. */
  Optional<RecycleJob> findByActiveKey(String activeKey);
}
