package io.ecsrecycler.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Waiting for a server at the start, in time of our own. */
@ExtendWith(OutputCaptureExtension.class)
class ServerAwaitedTest {

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger tries = new AtomicInteger();

  @Test
  void aServerThatComesBackIsAwaitedInFewLines(CapturedOutput output) {
    waiting(() -> {
      if (tries.incrementAndGet() <= 60) {
        throw new SQLException("Connection to db:5432 refused", "08001");
      }
    });
    assertThat(tries).hasValue(61);
    assertThat(output.getOut().lines().filter(it -> it.contains("job database")))
        .hasSize(3)
        .first()
        .asString()
        .contains("WARN", "awaited for 240 s more: Connection to db:5432 refused");
    assertThat(output.getOut()).contains("The job database can be used, after 120 s");
    assertThat(output.getAll()).doesNotContain("\tat ");
  }

  @Test
  void aServerThatStaysAwayIsGivenUpAndNamed() {
    assertThatExceptionOfType(UnusableDatabaseException.class)
        .isThrownBy(() ->
            waiting(() -> {
              throw new SQLException("Connection to db:5432 refused", "08001");
            }))
        .satisfies(
            it -> assertThat(it.getMessage()).contains("Connection to db:5432 refused"),
            it ->
                assertThat(it.remedy()).contains("awaited for 4 minutes", "spring.datasource.url"));
    assertThat(Duration.ofNanos(nanos.get())).isEqualTo(ServerAwaited.PATIENCE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"28P01", "3D000", "42501"})
  void whatAServerRefusesIsToldAtOnce(String state) {
    assertThatExceptionOfType(UnusableDatabaseException.class)
        .isThrownBy(() ->
            waiting(() -> {
              tries.incrementAndGet();
              throw new SQLException("no", state);
            }));
    assertThat(tries).hasValue(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"57P03", "53300", "25006"})
  void aServerThatIsStartingOrFullOrAStandbyIsAwaited(String state) {
    waiting(() -> {
      if (tries.incrementAndGet() == 1) {
        throw new SQLException("not yet", state);
      }
    });
    assertThat(tries).hasValue(2);
  }

  @Test
  @Timeout(10)
  void aStopEndsTheWaitEvenWhileAnAttemptHangs() throws InterruptedException {
    CountDownLatch hangs = new CountDownLatch(1);
    Thread main = Thread.currentThread();
    ServerAwaited awaited =
        new ServerAwaited(
            () -> {
              main.interrupt();
              awaitForEver(hangs);
            },
            System::nanoTime,
            Thread::sleep);
    assertThatExceptionOfType(UnusableDatabaseException.class)
        .isThrownBy(awaited::await)
        .withMessage("This process was told to stop while it waited for the job database.");
    hangs.countDown();
    assertThat(Thread.interrupted()).as("the thread itself goes on").isFalse();
  }

  private static void awaitForEver(CountDownLatch latch) throws SQLException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new SQLException(e);
    }
  }

  private void waiting(ServerAwaited.Attempt attempt) {
    new ServerAwaited(attempt, nanos::get, pause -> nanos.addAndGet(pause.toNanos())).await();
  }
}
