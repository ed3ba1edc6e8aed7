package io.ecsrecycler.api;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.ecsrecycler.job.JobStatus;
import io.ecsrecycler.job.RecycleViews;
import io.ecsrecycler.job.Recycles;
import io.ecsrecycler.job.Submission;
import io.ecsrecycler.job.TimelineEntry;
import io.ecsrecycler.recycle.RecycleSpec;
import io.ecsrecycler.security.Needs;
import io.ecsrecycler.security.Permission;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Recycles over HTTP. */
@RestController
@RequestMapping(path = "/recycles", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "recycles", description = "Restart the tasks of an ECS service, one by one.")
class RecycleController {

  private final Recycles recycles;
  private final RecycleViews views;
  private final RecycleResponses responses;
  private final RecycleRequests requests;
  private final Reach reach;

  RecycleController(
      Recycles recycles,
      RecycleViews views,
      RecycleResponses responses,
      RecycleRequests requests,
      Reach reach) {
    this.reach = reach;
    this.recycles = recycles;
    this.views = views;
    this.responses = responses;
    this.requests = requests;
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @Needs(Permission.OPERATE)
  @ApiDocs.Start
  ResponseEntity<RecycleResponse> start(@Valid @RequestBody RecycleRequest request) {
    RecycleSpec spec = requests.spec(request);
    return switch (recycles.submit(spec, reach.asksFor(spec.service()))) {
      case Submission.Accepted it ->
          ResponseEntity.accepted()
              .location(URI.create("/recycles/" + it.recycle().recycle().id()))
              .body(responses.of(it.recycle()));
      case Submission.UnderWay it -> throw Problems.underWay(it.first());
      case Submission.UnknownTarget it -> throw Problems.unknownTarget(it.field(), it.message());
      case Submission.NotInTarget it -> throw Problems.notInTarget(it.field(), it.message());
      case Submission.AwsUnavailable it -> throw Problems.awsUnavailable(it.fault());
    };
  }

  @GetMapping("/{id}")
  @Needs(Permission.VIEW)
  @Operation(operationId = "getRecycle", summary = "One recycle")
  @ApiDocs.NotFound
  RecycleResponse get(@PathVariable String id) {
    return responses.of(reach.seen(id));
  }

  @GetMapping
  @Needs(Permission.VIEW)
  @Operation(operationId = "listRecycles", summary = "Recycles, newest first")
  @ApiDocs.BadRequest
  Listed list(
      @Parameter(description = "Only of this cluster (name)") @RequestParam(required = false)
          @Nullable String cluster,
      @Parameter(description = "Only of this service (name)") @RequestParam(required = false)
          @Nullable String service,
      @Parameter(description = "Only with this status") @RequestParam(required = false)
          @Nullable JobStatus status,
      @Parameter(description = "Only what is older than this recycle: the 'next' of a page")
          @RequestParam(required = false)
          @Nullable UUID before,
      @Parameter(description = "How many on a page, 1 to 100")
          @RequestParam(defaultValue = "20")
          @Min(value = 1, message = "must be 1 to 100")
          @Max(value = 100, message = "must be 1 to 100")
          int size) {
    RecycleViews.Listed found =
        views.list(
            new RecycleViews.Filter(reach.visible(), cluster, service, status), before, size);
    return new Listed(found.recycles().stream().map(responses::of).toList(), found.next());
  }

  @GetMapping("/{id}/events")
  @Needs(Permission.VIEW)
  @Operation(operationId = "listRecycleEvents", summary = "A recycle's timeline, oldest first")
  @ApiDocs.NotFound
  List<Event> events(@PathVariable String id) {
    reach.seen(id);
    return views.timeline(Ids.uuid(id)).orElseThrow(() -> Problems.unknownId(id)).stream()
        .map(Event::of)
        .toList();
  }

  /** One page of a list. */
  @Schema(name = "Recycles", description = "One page of recycles, newest first.")
  record Listed(
      List<RecycleResponse> content,
      @Schema(description = "Give it as 'before' for the next page; null on the last one.")
          @Nullable UUID next) {}

  /** One entry of a timeline. */
  @Schema(name = "RecycleEvent", description = "What happened, for people and for programs.")
  record Event(
      @Schema(description = "Larger is later.") long sequence,
      Instant at,
      @Schema(example = "TaskStopped") String type,
      @Schema(description = "For people; the same sentence as in log and mail.") String message,
      @Schema(type = "object", description = "The event's own fields.") @JsonRawValue
          String details) {

    static Event of(TimelineEntry entry) {
      return new Event(
          entry.sequence(), entry.at(), entry.type(), entry.message(), entry.details());
    }
  }
}
