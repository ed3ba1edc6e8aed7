package io.ecsrecycler.api;

import io.ecsrecycler.job.RecycleView;
import io.ecsrecycler.job.RecycleViews;
import io.ecsrecycler.job.TimelineEntry;
import io.ecsrecycler.security.Needs;
import io.ecsrecycler.security.Permission;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** One recycle over HTTP: look at it, wait for news, listen to it. */
@RestController
@RequestMapping(path = "/recycles/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "recycles")
class FollowController {

  private final Reach reach;
  private final RecycleViews views;
  private final LongPolls polls;
  private final EventStreams streams;

  FollowController(Reach reach, RecycleViews views, LongPolls polls, EventStreams streams) {
    this.reach = reach;
    this.views = views;
    this.polls = polls;
    this.streams = streams;
  }

  @GetMapping
  @Needs(Permission.VIEW)
  @ApiDocs.Get
  DeferredResult<ResponseEntity<RecycleResponse>> get(
      @PathVariable String id,
      @Parameter(
              description =
                  "Wait so long for news, 0s to 60s: for anything else than the tag in"
                      + " If-None-Match, or than what is so now. A recycle that has ended is"
                      + " answered at once.",
              example = "30s")
          @RequestParam(required = false)
          @Nullable String wait,
      @Parameter(description = "The ETag of an earlier answer; 304 while nothing has changed.")
          @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false)
          @Nullable String ifNoneMatch) {
    RecycleView seen = reach.seen(id);
    return polls.answer(
        new LongPolls.Question(seen, reach.caller(), ifNoneMatch, WaitTime.of(wait)));
  }

  @GetMapping("/events")
  @Needs(Permission.VIEW)
  @ApiDocs.Events
  ResponseEntity<List<Event>> events(
      @PathVariable String id,
      @Parameter(description = "Only what came after the event of this number")
          @RequestParam(defaultValue = "0")
          @Min(value = 0, message = "must be 0 or more")
          long after,
      @Parameter(description = "How many at most, 1 to 1000")
          @RequestParam(defaultValue = "1000")
          @Min(value = 1, message = "must be 1 to 1000")
          @Max(value = 1000, message = "must be 1 to 1000")
          int size) {
    String recycle = reach.seen(id).recycle().id();
    List<TimelineEntry> found = views.timelineAfter(UUID.fromString(recycle), after, size + 1);
    List<TimelineEntry> page = found.subList(0, Math.min(size, found.size()));
    ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
    if (found.size() > size) {
      answer.header(
          HttpHeaders.LINK,
          "</recycles/%s/events?after=%d&size=%d>; rel=\"next\""
              .formatted(recycle, page.getLast().sequence(), size));
    }
    return answer.body(page.stream().map(Event::of).toList());
  }

  @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  @Needs(Permission.VIEW)
  @ApiDocs.Stream
  ResponseEntity<SseEmitter> stream(
      @PathVariable String id,
      @Parameter(description = "The id of the last event that is known; what came after is sent.")
          @RequestHeader(name = "Last-Event-ID", required = false)
          @Nullable String lastEventId,
      HttpServletRequest request) {
    RecycleView seen = reach.seen(id);
    long after = sequence(lastEventId);
    UUID uuid = UUID.fromString(seen.recycle().id());
    if (seen.recycle().ended()
        && lastEventId != null
        && views.timelineAfter(uuid, after, 1).isEmpty()) {
      return ResponseEntity.status(HttpStatus.NO_CONTENT).build();
    }
    return ResponseEntity.ok()
        .header("X-Accel-Buffering", "no")
        .body(streams.open(reach.listener(seen, request), after));
  }

  private static long sequence(@Nullable String lastEventId) {
    try {
      return lastEventId == null ? 0 : Long.parseLong(lastEventId.strip());
    } catch (NumberFormatException _) {
      throw Problems.invalidHeader("Last-Event-ID", "must be the id of an event of this stream");
    }
  }
}
