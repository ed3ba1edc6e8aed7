package io.ecsrecycler.api;

import io.ecsrecycler.job.RecyclePlans;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What a recycle would do, over HTTP. */
@RestController
@Tag(name = "recycles")
class PlanController {

  private final RecyclePlans plans;
  private final RecycleRequests requests;

  PlanController(RecyclePlans plans, RecycleRequests requests) {
    this.plans = plans;
    this.requests = requests;
  }

  @PostMapping(
      path = "/recycles/plan",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  @ApiDocs.Plan
  PlanResponse plan(@Valid @RequestBody RecycleRequest request) {
    return switch (plans.plan(requests.spec(request))) {
      case RecyclePlans.Planned it -> PlanResponse.of(it);
      case RecyclePlans.UnknownTarget it -> throw Problems.unknownTarget(it.field(), it.message());
      case RecyclePlans.AwsUnavailable it -> throw Problems.awsUnavailable(it.fault());
    };
  }
}
