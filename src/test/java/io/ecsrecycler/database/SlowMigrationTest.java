package io.ecsrecycler.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * A migration on a real PostgreSQL that takes longer than the driver waits for an answer, and than
 * a transaction of ours may stand still, as Flyway's lock does meanwhile.
 */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    properties = {
      "spring.flyway.locations=classpath:db/migration,classpath:db/slow",
      "spring.cloud.aws.region.static=us-east-1",
      "spring.cloud.aws.endpoint=http://127.0.0.1:1",
      "spring.cloud.aws.credentials.access-key=test",
      "spring.cloud.aws.credentials.secret-key=test"
    })
@DirtiesContext
class SlowMigrationTest {

  private static final EmbeddedPostgres POSTGRES = start();

  @Autowired JdbcClient jdbc;

  private static EmbeddedPostgres start() {
    try {
      return EmbeddedPostgres.start();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterAll
  static void stop() throws IOException {
    POSTGRES.close();
  }

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    registry.add("spring.datasource.url", () -> POSTGRES.getJdbcUrl("postgres", "postgres"));
    registry.add("spring.datasource.username", () -> "postgres");
    registry.add("spring.datasource.password", () -> "postgres");
  }

  @Test
  void completes() {
    assertThat(
            jdbc.sql("select success from flyway_schema_history where version = '2000'")
                .query(Boolean.class)
                .single())
        .isTrue();
  }

  @Test
  void andThePoolKeepsItsTimeLimits() {
    assertThat(setting("idle_in_transaction_session_timeout")).isEqualTo("5s");
    assertThat(setting("lock_timeout")).isEqualTo("8s");
    assertThat(setting("statement_timeout")).isEqualTo("15s");
  }

  private String setting(String name) {
    return jdbc.sql("select current_setting(?)").param(name).query(String.class).single();
  }
}
