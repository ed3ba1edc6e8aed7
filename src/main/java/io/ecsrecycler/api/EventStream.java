package io.ecsrecycler.api;

import io.ecsrecycler.job.RecycleChanges;
import io.ecsrecycler.job.RecycleChanges.Stamp;
import io.ecsrecycler.job.RecycleChanges.Watching;
import io.ecsrecycler.job.RecycleViews;
import io.ecsrecycler.job.TimelineEntry;
import io.ecsrecycler.security.Caller;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * One recycle's timeline as it happens, to one listener: what has happened since the last event
 * they know, then whatever comes, until the recycle has ended, the listener is gone, or may not
 * listen any more.
 */
final class EventStream {

  private static final Logger log = LoggerFactory.getLogger(EventStream.class);
  private static final long NO_TIMEOUT = 0;
  private static final int PAGE = 500;

  private final Listener listener;
  private final RecycleChanges changes;
  private final RecycleViews views;
  private final SseEmitter emitter = new SseEmitter(NO_TIMEOUT);
  private final ReentrantLock turn = new ReentrantLock();
  private long last;
  private volatile boolean over;
  private volatile @Nullable Watching watching;

  EventStream(Listener listener, long after, RecycleChanges changes, RecycleViews views) {
    this.listener = listener;
    this.last = after;
    this.changes = changes;
    this.views = views;
  }

  /**
   * Who listens to what.
   *
   * @param id the recycle
   * @param caller asks anew whose request it is
   * @param mayListen whether a caller may see that recycle
   */
  record Listener(UUID id, Supplier<Caller> caller, Predicate<Caller> mayListen) {}

  /** Begins to send, and has that run once it is over. */
  SseEmitter begin(Runnable whenOver) {
    Runnable end =
        () -> {
          over = true;
          close(watching);
          whenOver.run();
        };
    emitter.onCompletion(end);
    emitter.onError(_ -> end.run());
    Thread.ofVirtual().name("stream").start(this::advance);
    return emitter;
  }

  /** Sends what has happened meanwhile; then waits for the next change, or ends. */
  private void advance() {
    inTurn(() -> {
      Optional<Stamp> stamp = changes.stamp(listener.id());
      boolean ended = views.find(listener.id()).map(view -> view.recycle().ended()).orElse(true);
      sendNews();
      if (ended || stamp.isEmpty() || changes.closing()) {
        emitter.complete();
      } else {
        watching = changes.watch(listener.id(), stamp.get(), this::advance);
        if (over) {
          close(watching);
        }
      }
    });
  }

  /** A page at a time: a timeline may be longer than what fits into memory for every listener. */
  private void sendNews() throws IOException {
    List<TimelineEntry> page;
    do {
      page = views.timelineAfter(listener.id(), last, PAGE);
      for (TimelineEntry entry : page) {
        send(entry);
        last = entry.sequence();
      }
    } while (page.size() == PAGE);
  }

  private void send(TimelineEntry entry) throws IOException {
    emitter.send(
        SseEmitter.event()
            .id(Long.toString(entry.sequence()))
            .name(entry.type())
            .data(Event.of(entry), MediaType.APPLICATION_JSON));
  }

  /** A word that proxies and dead connections notice, to whoever may still listen. */
  void keepAlive() {
    inTurn(() -> {
      if (listener.mayListen().test(listener.caller().get())) {
        emitter.send(SseEmitter.event().comment("keep-alive"));
      } else {
        emitter.complete();
      }
    });
  }

  private interface Sending {
    void run() throws IOException;
  }

  private void inTurn(Sending sending) {
    turn.lock();
    try {
      if (!over) {
        sending.run();
      }
    } catch (AuthenticationException e) {
      log.debug("A listener's token is not good any more", e);
      emitter.complete();
    } catch (IOException | IllegalStateException e) {
      log.debug("A listener is gone", e);
      emitter.completeWithError(e);
    } catch (RuntimeException e) {
      log.warn("A stream is closed, its listener may come back: {}", e.getMessage());
      emitter.complete();
    } finally {
      turn.unlock();
    }
  }

  private static void close(@Nullable Watching watching) {
    if (watching != null) {
      watching.close();
    }
  }
}
