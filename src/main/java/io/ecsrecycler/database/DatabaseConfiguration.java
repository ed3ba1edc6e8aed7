package io.ecsrecycler.database;

import io.ecsrecycler.database.JobDatabase.H2File;
import java.sql.SQLException;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** What is done with the database at the start, before anything else opens it. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

  /** Before any bean, so that a start that fails does so at once and in one sentence. */
  @Bean
  static BeanFactoryPostProcessor usableDatabase(Environment environment) {
    return beans -> {
      Connections connections = Connections.of(environment);
      JobDatabase database = JobDatabase.of(connections.url());
      switch (database) {
        case H2File file -> openable(file, connections);
        case JobDatabase.Server _ ->
            new ServerAwaited(connections::tryOnce, System::nanoTime, Thread::sleep).await();
        case JobDatabase.InProcess _ -> {}
      }
      beans.registerSingleton("jobDatabase", database);
    };
  }

  /** A file gets no better by waiting. */
  private static void openable(H2File file, Connections connections) {
    FileCheck.check(file);
    try {
      connections.tryOnce();
    } catch (SQLException e) {
      throw WhyUnusable.of(e);
    }
  }

  /**
   * Migrations take as long as they take: their connections are not the pool's, which are cut off
   * when a statement takes long or a transaction stands still. Flyway's own lock does just that.
   */
  @Bean
  FlywayConfigurationCustomizer migrationsWithoutTimeLimits(
      Environment environment, JobDatabase database) {
    return flyway -> {
      boolean ownConnections =
          environment.containsProperty("spring.flyway.url")
              || environment.containsProperty("spring.flyway.user");
      if (database instanceof JobDatabase.Server && !ownConnections) {
        flyway.dataSource(Connections.of(environment).source());
      }
    };
  }

  @Bean
  FlywayMigrationStrategy migrateAndRemember(JobDatabase database) {
    return flyway -> {
      switch (database) {
        case H2File file -> {
          flyway.migrate();
          Marker.write(file);
        }
        case JobDatabase.Server _ -> ServerAwaited.untilStopped(flyway::migrate);
        case JobDatabase.InProcess _ -> flyway.migrate();
      }
    };
  }
}
