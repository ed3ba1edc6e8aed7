package io.ecsrecycler.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessResourceFailureException;

/** Which lines of other libraries the log gets while the database is away. */
@ExtendWith(OutputCaptureExtension.class)
class QuietTracesTest {

  private static final Exception AWAY =
      new DataAccessResourceFailureException("away", new SQLException("refused", "08001"));
  private static final Logger SCHEDULER =
      LoggerFactory.getLogger("com.github.kagkarlsson.scheduler.Scheduler");
  private static final Logger ANY = LoggerFactory.getLogger("org.example.Any");

  private boolean away;
  private final DatabaseWatch watch =
      new DatabaseWatch(
          () -> {
            if (away) {
              throw new DataAccessResourceFailureException("away");
            }
          },
          System::nanoTime);
  private final QuietTraces traces = new QuietTraces(watch);

  @BeforeEach
  void begin() {
    traces.afterPropertiesSet();
  }

  @AfterEach
  void end() {
    traces.destroy();
    watch.destroy();
  }

  @Test
  void tracesOfADatabaseThatIsAwayAreLeftOut(CapturedOutput output) {
    ANY.error("with a trace", AWAY);
    ANY.warn("with {} and a trace", "a word", AWAY);
    ANY.error("with {} and {} and a trace", "a word", "another", AWAY);
    assertThat(output.getAll()).doesNotContain("a trace");
  }

  @Test
  void tracesOfBugsStay(CapturedOutput output) {
    SCHEDULER.error("a bug", new IllegalStateException("no database in it"));
    ANY.error("a bug in {}", "SQL", new SQLException("syntax", "42601"));
    assertThat(output.getAll()).contains("no database in it", "a bug in SQL");
  }

  @Test
  void echoesAreLeftOutOnlyWhileItIsAway(CapturedOutput output) {
    SCHEDULER.warn("a heartbeat was missed");
    away = true;
    watch.look();
    SCHEDULER.warn("many heartbeats were missed");
    ANY.warn("something else");
    assertThat(output.getAll())
        .contains("a heartbeat was missed", "something else")
        .doesNotContain("many heartbeats were missed");
  }
}
