package io.ecsrecycler.api;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.ecsrecycler.recycle.RecycleSpec.ProtectedTasks;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be recycled, and how. The aliases are the field names of the Lambda that this service
 * replaces; its event is accepted as it is.
 */
@Schema(
    description =
        "What is to be recycled, and how. The event of the Lambda that this service replaces"
            + " (cluster_name, service_name, maintain_service_state, wait_time) is accepted as it is.",
    requiredProperties = {"cluster", "service"})
record RecycleRequest(
    @JsonAlias("cluster_name")
        @NotBlank(message = "is required: the cluster's name or ARN")
        @Size(max = 400, message = "must not be longer than 400 characters")
        @Schema(description = "The cluster's name or ARN.", example = "demo", pattern = "\\S")
        @OneLine
        @Nullable String cluster,
    @JsonAlias("service_name")
        @NotBlank(message = "is required: the service's name or ARN")
        @Size(max = 600, message = "must not be longer than 600 characters")
        @Schema(description = "The service's name or ARN.", example = "web", pattern = "\\S")
        @OneLine
        @Nullable String service,
    @Pattern(regexp = "[a-z0-9-]{1,40}", message = "must be the name of one of recycler.targets")
        @Schema(
            description =
                "In which of the configured accounts and Regions (recycler.targets); the default"
                    + " one without.",
            example = "prod-eu")
        @Nullable String target,
    @JsonAlias("maintain_service_state")
        @Schema(
            description =
                "Whether a batch of extra tasks is started first, so that the service never has"
                    + " fewer healthy tasks than its desired count.",
            defaultValue = "true")
        @Nullable Boolean maintainServiceState,
    @JsonAlias("wait_time")
        @Min(value = 0, message = "must be 0 to 3600 seconds")
        @Max(value = 3600, message = "must be 0 to 3600 seconds")
        @Schema(description = "Seconds to wait after each batch.", defaultValue = "30")
        @Nullable Integer waitSeconds,
    @Schema(
            description =
                "How many tasks may be between stop and replacement at a time; a percentage is of"
                    + " the desired count, rounded down, at least 1. Extra capacity and floor"
                    + " follow it.",
            defaultValue = "1")
        @Nullable ShareField batchSize,
    @Schema(
            description =
                "Pause by itself after so many recycled tasks, until resumed; a percentage is of"
                    + " the tasks in the plan.")
        @Nullable ShareField checkpointAfter,
    @Schema(description = "Only tasks started before this instant, by AWS's time.")
        @Nullable Instant startedBefore,
    @Min(value = 1, message = "must be 1 to 525600 minutes")
        @Max(value = 525_600, message = "must be 1 to 525600 minutes")
        @Schema(description = "Only tasks that have been running for longer, by AWS's time.")
        @Nullable Integer olderThanMinutes,
    @Size(min = 1, max = 1000, message = "must name 1 to 1000 tasks; leave it out for all")
        @Schema(description = "Only these tasks, by ARN or id.")
        @Nullable
            List<
                @NotBlank(message = "must be a task's ARN or id")
                @Size(max = 400, message = "must not be longer than 400 characters") @OneLine
                String>
            taskArns,
    @Size(min = 1, max = 400, message = "must be family:revision or its ARN")
        @Schema(
            description = "Only tasks of this revision: family:revision, or its ARN.",
            example = "web:42")
        @OneLine
        @Nullable String taskDefinition,
    @Size(min = 1, max = 60, message = "must be a zone's name")
        @Schema(description = "Only tasks in this zone.", example = "eu-west-1a")
        @OneLine
        @Nullable String availabilityZone,
    @Size(min = 1, max = 400, message = "must be a container instance's id or ARN")
        @Schema(description = "Only tasks on this container instance: its id or ARN.")
        @OneLine
        @Nullable String containerInstance,
    @Schema(
            description =
                "Whether a deployment that runs at the start is awaited; refused otherwise.",
            defaultValue = "false")
        @Nullable Boolean waitForDeployment,
    @Schema(
            description = "What becomes of tasks that are protected from scale-in.",
            defaultValue = "WAIT")
        @Nullable ProtectedTasks protectedTasks,
    @Schema(
            description =
                "Whether the target groups' view of the tasks' health is left out; for roles that"
                    + " may not call DescribeTargetHealth.",
            defaultValue = "false")
        @Nullable Boolean ignoreTargetHealth,
    @Schema(
            description =
                "Whether autoscaling is left out: its limits are neither read nor changed, and it"
                    + " may take the extra tasks away again.",
            defaultValue = "false")
        @Nullable Boolean ignoreAutoscaling,
    @Min(value = 0, message = "must be 0 to 3600 seconds")
        @Max(value = 3600, message = "must be 0 to 3600 seconds")
        @Schema(
            description =
                "Seconds that a new task must have been RUNNING to count, where neither a health"
                    + " check nor a target group speaks for it.",
            defaultValue = "40")
        @Nullable Integer minimumHealthySeconds,
    @Min(value = 1, message = "must be 1 to 1000")
        @Max(value = 1000, message = "must be 1 to 1000")
        @Schema(
            description = "The failed replacement that ends the recycle: 1 is the first.",
            defaultValue = "1")
        @Nullable Integer maxFailedReplacements,
    @Min(value = 1, message = "must be 1 to 86400 seconds")
        @Max(value = 86_400, message = "must be 1 to 86400 seconds")
        @Schema(
            description = "Seconds within which a new task must be healthy.",
            defaultValue = "600")
        @Nullable Integer replacementTimeoutSeconds,
    @Min(value = 1, message = "must be 1 to 10080 minutes")
        @Max(value = 10_080, message = "must be 1 to 10080 minutes")
        @Schema(
            description =
                "Minutes that the recycle may be held without a break; recycler.max-hold by"
                    + " default.")
        @Nullable Integer maxHoldMinutes,
    @Min(value = 1, message = "must be 1 to 10080 minutes")
        @Max(value = 10_080, message = "must be 1 to 10080 minutes")
        @Schema(
            description = "Minutes that it may be paused before it is cancelled.",
            defaultValue = "1440")
        @Nullable Integer maxPauseMinutes,
    @Min(value = 1, message = "must be 1 to 43200 minutes")
        @Max(value = 43_200, message = "must be 1 to 43200 minutes")
        @Schema(
            description =
                "Minutes for the whole recycle; then it stops nothing more, puts capacity back and"
                    + " fails. No limit by default.")
        @Nullable Integer maxRecycleMinutes,
    @Size(max = 200, message = "must not be longer than 200 characters")
        @Schema(
            description = "Why; goes into StopTask's reason together with the recycle's id.",
            example = "rotated database password")
        @OneLine
        @Nullable String reason) {}
