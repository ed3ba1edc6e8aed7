package io.ecsrecycler.api;

import io.ecsrecycler.job.RecycleChanges;
import io.ecsrecycler.job.RecycleChanges.Stamp;
import io.ecsrecycler.job.RecycleChanges.Watching;
import io.ecsrecycler.job.RecycleView;
import io.ecsrecycler.job.RecycleViews;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.async.DeferredResult;

/**
 * Answers with a recycle as soon as it is another one than the client knows, or time is up. Whoever
 * waits has no thread, and no query of their own.
 */
@Component
class LongPolls {

  private final RecycleChanges changes;
  private final RecycleViews views;
  private final RecycleResponses responses;
  private final Seats seats;

  LongPolls(RecycleChanges changes, RecycleViews views, RecycleResponses responses, Seats seats) {
    this.changes = changes;
    this.views = views;
    this.responses = responses;
    this.seats = seats;
  }

  /**
   * What a client asks.
   *
   * @param seen the recycle, which they may see
   * @param caller whose request it is
   * @param ifNoneMatch what they know already; null when they say nothing of it
   * @param patience how long they would wait for news
   */
  record Question(
      RecycleView seen, String caller, @Nullable String ifNoneMatch, Duration patience) {

    UUID id() {
      return UUID.fromString(seen.recycle().id());
    }

    /** News is what differs from what they say they know, or from what is so now. */
    boolean knows(String tag) {
      return ifNoneMatch != null
          && Arrays.stream(ifNoneMatch.split(","))
              .map(it -> it.strip().replaceFirst("^W/", ""))
              .anyMatch(it -> it.equals("*") || it.equals(tag));
    }
  }

  DeferredResult<ResponseEntity<RecycleResponse>> answer(Question question) {
    DeferredResult<ResponseEntity<RecycleResponse>> answer =
        new DeferredResult<>(question.patience().toMillis());
    Stamp now = stamp(question.id());
    boolean news = question.ifNoneMatch() != null && !question.knows(tag(now));
    if (news || question.patience().isZero() || question.seen().recycle().ended()) {
      answer.setResult(current(question));
      return answer;
    }
    Seats.Seat seat = seats.take(question.caller());
    answer.onTimeout(() -> settle(answer, question));
    Watching watching = changes.watch(question.id(), now, () -> settle(answer, question));
    answer.onCompletion(() -> {
      watching.close();
      seat.close();
    });
    return answer;
  }

  private void settle(DeferredResult<ResponseEntity<RecycleResponse>> answer, Question question) {
    try {
      answer.setResult(current(question));
    } catch (RuntimeException e) {
      answer.setErrorResult(e);
    }
  }

  /** The tag is read before what it stands for: at worst a client asks once more. */
  private ResponseEntity<RecycleResponse> current(Question question) {
    String tag = tag(stamp(question.id()));
    if (question.knows(tag)) {
      return ResponseEntity.status(HttpStatus.NOT_MODIFIED).eTag(tag).build();
    }
    return views
        .find(question.id())
        .map(view -> ResponseEntity.ok().eTag(tag).body(responses.of(view)))
        .orElseThrow(() -> Problems.unknownId(question.id().toString()));
  }

  private Stamp stamp(UUID id) {
    return changes.stamp(id).orElseThrow(() -> Problems.unknownId(id.toString()));
  }

  private static String tag(Stamp stamp) {
    return "\"%d.%d\"".formatted(stamp.version(), stamp.reports());
  }
}
