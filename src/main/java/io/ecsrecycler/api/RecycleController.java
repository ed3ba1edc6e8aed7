package io.ecsrecycler.api;

import io.ecsrecycler.job.JobStatus;
import io.ecsrecycler.job.RecycleView;
import io.ecsrecycler.job.RecycleViews;
import io.ecsrecycler.job.Recycles;
import io.ecsrecycler.job.Submission;
import io.ecsrecycler.recycle.RecycleSpec;
import io.ecsrecycler.security.Needs;
import io.ecsrecycler.security.Permission;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Recycles over HTTP: ask for them, and list them. */
@RestController
@RequestMapping(path = "/recycles", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "recycles", description = "Restart the tasks of an ECS service, one by one.")
class RecycleController {

  private static final String KEY =
      "A name for this request, yours alone: sent again with the same fields within 24 hours it"
          + " answers 200 with the same recycle and starts nothing.";

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
  ResponseEntity<RecycleResponse> start(
      @Valid @RequestBody RecycleRequest request,
      @Parameter(description = KEY, example = "deploy-4711-web")
          @RequestHeader(name = "Idempotency-Key", required = false)
          @Nullable String key) {
    RecycleSpec spec = requests.spec(request);
    return switch (recycles.submit(
        spec, reach.asksFor(spec.service(), key, SameRequest.text(request)))) {
      case Submission.Accepted it -> made(HttpStatus.ACCEPTED, it.recycle());
      case Submission.Repeated it -> made(HttpStatus.OK, reach.seen(it.recycle().recycle().id()));
      case Submission.KeyReused it -> throw Problems.keyReused(it.recycle());
      case Submission.NothingStarts it -> throw Problems.frozen(it.why());
      case Submission.UnderWay it -> throw Problems.underWay(it);
      case Submission.UnknownTarget it -> throw Problems.unknownTarget(it.field(), it.message());
      case Submission.NotInTarget it -> throw Problems.notInTarget(it.field(), it.message());
      case Submission.AwsUnavailable it -> throw Problems.awsUnavailable(it.fault());
    };
  }

  private ResponseEntity<RecycleResponse> made(HttpStatus status, RecycleView recycle) {
    return ResponseEntity.status(status)
        .location(URI.create("/recycles/" + recycle.recycle().id()))
        .body(responses.of(recycle));
  }

  @GetMapping
  @Needs(Permission.VIEW)
  @Operation(
      operationId = "listRecycles",
      summary = "Recycles, newest first",
      description = "Those that the caller may see, a page at a time; 'next' leads to older ones.")
  @ApiResponse(responseCode = "200", description = "Those that match.", useReturnTypeSchema = true)
  @ApiDocs.BadRequest
  Listed list(
      @Parameter(description = "Only of this cluster (name)")
          @RequestParam(required = false)
          @OneLine
          @Nullable String cluster,
      @Parameter(description = "Only of this service (name)")
          @RequestParam(required = false)
          @OneLine
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

  /** One page of a list. */
  @Schema(name = "Recycles", description = "One page of recycles, newest first.")
  record Listed(
      List<RecycleResponse> content,
      @Schema(description = "Give it as 'before' for the next page; null on the last one.")
          @Nullable UUID next) {}
}
