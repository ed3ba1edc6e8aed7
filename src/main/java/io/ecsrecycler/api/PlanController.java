package io.ecsrecycler.api;

import io.ecsrecycler.job.RecyclePlans;
import io.ecsrecycler.recycle.RecycleSpec;
import io.ecsrecycler.security.Needs;
import io.ecsrecycler.security.Permission;
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
  private final Reach reach;

  PlanController(RecyclePlans plans, RecycleRequests requests, Reach reach) {
    this.reach = reach;
    this.plans = plans;
    this.requests = requests;
  }

  @PostMapping(
      path = "/recycles/plan",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Needs(Permission.OPERATE)
  @ApiDocs.Plan
  PlanResponse plan(@Valid @RequestBody RecycleRequest request) {
    RecycleSpec spec = requests.spec(request);
    return switch (plans.plan(spec, reach.asksFor(spec.service()))) {
      case RecyclePlans.Planned it -> PlanResponse.of(it);
      case RecyclePlans.UnknownTarget it -> throw Problems.unknownTarget(it.field(), it.message());
      case RecyclePlans.NotInTarget it -> throw Problems.notInTarget(it.field(), it.message());
      case RecyclePlans.AwsUnavailable it -> throw Problems.awsUnavailable(it.fault());
    };
  }
}
