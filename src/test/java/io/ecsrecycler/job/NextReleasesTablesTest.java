package io.ecsrecycler.job;

import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The job table as a next release leaves it that keeps to the rule for migrations: this release
 * starts on it, and works.
 */
class NextReleasesTablesTest extends JobTable {

  @TempDir static Path data;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    String url = "jdbc:h2:file:" + data.resolve("next");
    Flyway.configure()
        .dataSource(url, "sa", "")
        .locations("classpath:db/migration", "classpath:db/next")
        .load()
        .migrate();
    registry.add("spring.datasource.url", () -> url);
    registry.add("spring.datasource.username", () -> "sa");
  }
}
