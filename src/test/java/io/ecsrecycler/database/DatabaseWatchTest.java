package io.ecsrecycler.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessResourceFailureException;

/** One line when an outage begins, one when it ends, one a minute in between. */
@ExtendWith(OutputCaptureExtension.class)
class DatabaseWatchTest {

  private static final RuntimeException AWAY = new DataAccessResourceFailureException("db is away");

  private final AtomicLong nanos = new AtomicLong();
  private volatile @Nullable RuntimeException fails;
  private final DatabaseWatch watch =
      new DatabaseWatch(
          () -> {
            RuntimeException trouble = fails;
            if (trouble != null) {
              throw trouble;
            }
          },
          nanos::get);

  @AfterEach
  void stop() {
    watch.destroy();
  }

  @Test
  void anOutageHasALineAtItsBeginningAtItsEndAndOneAMinute(CapturedOutput output) {
    fails = AWAY;
    for (int second = 0; second < 150; second += 2) {
      watch.look();
      watch.report(AWAY);
      pass(Duration.ofSeconds(2));
    }
    fails = null;
    watch.look();
    assertThat(lines(output))
        .satisfiesExactly(
            it -> assertThat(it).contains("WARN", "recycles wait", "db is away"),
            it -> assertThat(it).contains("for 60 s now"),
            it -> assertThat(it).contains("for 120 s now"),
            it -> assertThat(it).contains("INFO", "can be used again, after 150 s"));
    assertThat(output.getAll()).doesNotContain("\tat ");
  }

  @Test
  void itIsUnusableFromTheFirstFailureToTheFirstSuccess() {
    assertThat(watch.usable()).isTrue();
    fails = AWAY;
    watch.look();
    assertThat(watch.usable()).isFalse();
    fails = null;
    watch.look();
    assertThat(watch.usable()).isTrue();
  }

  @Test
  void aTryThatHangsCountsAsUnusableBeforeItFails() {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch hangs = new CountDownLatch(1);
    DatabaseWatch stuck = new DatabaseWatch(() -> hang(begun, hangs), nanos::get);
    Thread.ofVirtual().start(stuck::look);
    await().until(() -> begun.getCount() == 0);
    assertThat(stuck.usable()).isTrue();
    pass(DatabaseWatch.LATE);
    assertThat(stuck.usable()).isFalse();
    hangs.countDown();
    await().until(stuck::usable);
    stuck.destroy();
  }

  @Test
  void whoeverMeetsTroubleHasItTriedAtOnce() {
    fails = AWAY;
    watch.report(AWAY);
    await().until(() -> !watch.usable());
  }

  @Test
  void troubleThatPassesByIsToldCalmly(CapturedOutput output) {
    for (int i = 0; i < 10; i++) {
      watch.report(new DataAccessResourceFailureException("a row is locked"));
      watch.look();
    }
    await().untilAsserted(() -> assertThat(lines(output)).hasSize(1));
    pass(DatabaseWatch.CALM);
    watch.report(new DataAccessResourceFailureException("a row is locked"));
    await()
        .untilAsserted(() -> {
          watch.look();
          assertThat(lines(output)).hasSize(2);
        });
    assertThat(lines(output).getFirst()).contains("though it can be used", "a row is locked");
  }

  private static void hang(CountDownLatch begun, CountDownLatch hangs) {
    begun.countDown();
    try {
      hangs.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private static List<String> lines(CapturedOutput output) {
    return output
        .getOut()
        .lines()
        .filter(it -> it.contains("the job database") || it.contains("The job database"))
        .toList();
  }
}
