package io.ecsrecycler.job;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** What a package of the service logs until this is closed, also where others have silenced it. */
public final class LoggedLines extends AppenderBase<ILoggingEvent> implements AutoCloseable {

  private final Queue<ILoggingEvent> lines = new ConcurrentLinkedQueue<>();
  private final List<Logger> loggers;
  private final List<@Nullable Level> levels;

  private LoggedLines(String... names) {
    loggers = Stream.of(names).map(LoggerFactory::getLogger).map(Logger.class::cast).toList();
    levels = new ArrayList<>();
    setContext(loggers.getFirst().getLoggerContext());
    start();
    for (Logger logger : loggers) {
      levels.add(logger.getLevel());
      logger.setLevel(Level.INFO);
      logger.addAppender(this);
    }
  }

  /** Listens to those packages below ours. */
  public static LoggedLines of(String... packages) {
    return new LoggedLines(
        Stream.of(packages).map("io.ecsrecycler."::concat).toArray(String[]::new));
  }

  @Override
  protected void append(ILoggingEvent line) {
    line.prepareForDeferredProcessing();
    lines.add(line);
  }

  /** All lines so far that contain that text. */
  public List<ILoggingEvent> with(String text) {
    return lines.stream().filter(it -> it.getFormattedMessage().contains(text)).toList();
  }

  /** Waits for a line that contains that text. */
  public ILoggingEvent await(String text) {
    Awaitility.await(text).atMost(Duration.ofSeconds(60)).until(() -> !with(text).isEmpty());
    return with(text).getFirst();
  }

  @Override
  public void close() {
    for (int i = 0; i < loggers.size(); i++) {
      loggers.get(i).detachAppender(this);
      loggers.get(i).setLevel(levels.get(i));
    }
    stop();
  }
}
