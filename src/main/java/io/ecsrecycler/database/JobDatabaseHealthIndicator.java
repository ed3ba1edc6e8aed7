package io.ecsrecycler.database;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Part of readiness, not of liveness: another process would not find the database any better. It
 * answers from what is known already, as a probe must not hang with the database.
 */
@Component
class JobDatabaseHealthIndicator implements HealthIndicator {

  private final DatabaseWatch watch;

  JobDatabaseHealthIndicator(DatabaseWatch watch) {
    this.watch = watch;
  }

  @Override
  public Health health() {
    return watch.usable() ? Health.up().build() : Health.down().build();
  }
}
