package io.ecsrecycler.database;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;

/**
 * A database that is away shows in every library above it as a trace of a hundred lines, every few
 * seconds. They say nothing that {@link DatabaseWatch} does not say once. Traces of anything else
 * pass.
 */
@Component
class QuietTraces extends TurboFilter implements InitializingBean, DisposableBean {

  /** Their lines without a trace only echo the outage: missed heartbeats, broken connections. */
  private static final String[] ECHOES = {"com.github.kagkarlsson.", "com.zaxxer.hikari."};

  private final DatabaseWatch watch;

  QuietTraces(DatabaseWatch watch) {
    this.watch = watch;
  }

  @Override
  public void afterPropertiesSet() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      start();
      context.addTurboFilter(this);
    }
  }

  @Override
  public FilterReply decide(
      @Nullable Marker marker,
      Logger logger,
      Level level,
      @Nullable String format,
      Object @Nullable [] params,
      @Nullable Throwable thrown) {
    if (format == null) {
      return FilterReply.NEUTRAL;
    }
    Throwable told = thrown == null ? last(params) : thrown;
    if (told == null) {
      return echo(logger) && !watch.usable() ? FilterReply.DENY : FilterReply.NEUTRAL;
    }
    if (!DatabaseTrouble.isIn(told)) {
      return FilterReply.NEUTRAL;
    }
    if (level.isGreaterOrEqual(Level.WARN)) {
      watch.report(told);
    }
    return level.isGreaterOrEqual(Level.INFO) ? FilterReply.DENY : FilterReply.NEUTRAL;
  }

  private static @Nullable Throwable last(Object @Nullable [] params) {
    return params != null && params.length > 0 && params[params.length - 1] instanceof Throwable it
        ? it
        : null;
  }

  private static boolean echo(Logger logger) {
    for (String name : ECHOES) {
      if (logger.getName().startsWith(name)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void destroy() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.getTurboFilterList().remove(this);
    }
  }
}
