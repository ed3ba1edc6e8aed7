package io.ecsrecycler.engine;

import jakarta.annotation.PostConstruct;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * An H2 file belongs to one process at a time. Whatever is leased in it when a process starts was
 * leased by a former self that is dead, so there is no lease to wait for.
 */
@Component
class OwnOrphans {

  private static final Logger log = LoggerFactory.getLogger(OwnOrphans.class);

  private final JdbcClient jdbc;
  private final boolean exclusive;

  OwnOrphans(JdbcClient jdbc, @Value("${spring.datasource.url}") String url) {
    this.jdbc = jdbc;
    this.exclusive = url.startsWith("jdbc:h2:file:") && !url.contains("AUTO_SERVER=TRUE");
  }

  @PostConstruct
  void release() {
    if (!exclusive) {
      return;
    }
    int orphans =
        jdbc.sql(
                """
                update scheduled_tasks
                set picked = false, picked_by = null, last_heartbeat = null, version = version + 1
                where picked = true
                """)
            .update();
    if (orphans > 0) {
      log.info("Going on with {} executions that the last process left behind", orphans);
    }
  }
}
