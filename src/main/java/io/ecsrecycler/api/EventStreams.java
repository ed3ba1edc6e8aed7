package io.ecsrecycler.api;

import io.ecsrecycler.job.RecycleChanges;
import io.ecsrecycler.job.RecycleViews;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The timelines that are being listened to. A listener has no thread while nothing happens. */
@Component
class EventStreams implements DisposableBean {

  private final RecycleChanges changes;
  private final RecycleViews views;
  private final Seats seats;
  private final Set<EventStream> open = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService ticking =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("streams").factory());

  EventStreams(
      RecycleChanges changes, RecycleViews views, Seats seats, StreamProperties properties) {
    this.changes = changes;
    this.views = views;
    this.seats = seats;
    long pace = properties.keepAlive().toMillis();
    ticking.scheduleAtFixedRate(this::keepAlive, pace, pace, TimeUnit.MILLISECONDS);
  }

  /**
   * Streams what happens after that event, until the recycle has ended.
   *
   * @throws org.springframework.web.ErrorResponseException 429, when too many listen already
   */
  SseEmitter open(EventStream.Listener listener, long after) {
    Seats.Seat seat = seats.take(listener.caller().get().name());
    EventStream stream = new EventStream(listener, after, changes, views);
    open.add(stream);
    return stream.begin(() -> {
      open.remove(stream);
      seat.close();
    });
  }

  /** Each on a thread of its own for the moment, so that a slow one keeps nobody waiting. */
  private void keepAlive() {
    open.forEach(stream -> Thread.ofVirtual().name("keep-alive").start(stream::keepAlive));
  }

  @Override
  public void destroy() {
    ticking.shutdownNow();
  }
}
