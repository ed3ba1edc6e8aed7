package io.ecsrecycler.api;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.ecsrecycler.recycle.RecycleSpec;
import io.ecsrecycler.recycle.ServiceName;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Duration;
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
        @Schema(description = "The cluster's name or ARN.", example = "demo")
        @Nullable String cluster,
    @JsonAlias("service_name")
        @NotBlank(message = "is required: the service's name or ARN")
        @Size(max = 600, message = "must not be longer than 600 characters")
        @Schema(description = "The service's name or ARN.", example = "web")
        @Nullable String service,
    @JsonAlias("maintain_service_state")
        @Schema(
            description =
                "Whether one more task is started first, so that the service never has fewer"
                    + " healthy tasks than its desired count.",
            defaultValue = "true")
        @Nullable Boolean maintainServiceState,
    @JsonAlias("wait_time")
        @Min(value = 0, message = "must be 0 to 3600 seconds")
        @Max(value = 3600, message = "must be 0 to 3600 seconds")
        @Schema(description = "Seconds to wait after each recycled task.", defaultValue = "30")
        @Nullable Integer waitSeconds,
    @Min(value = 1, message = "must be 1 to 86400 seconds")
        @Max(value = 86_400, message = "must be 1 to 86400 seconds")
        @Schema(
            description = "Seconds within which a new task must be healthy.",
            defaultValue = "600")
        @Nullable Integer replacementTimeoutSeconds,
    @Size(max = 200, message = "must not be longer than 200 characters")
        @Schema(
            description = "Why; goes into StopTask's reason together with the recycle's id.",
            example = "rotated database password")
        @Nullable String reason) {

  private static final int DEFAULT_WAIT_SECONDS = 30;
  private static final int DEFAULT_REPLACEMENT_TIMEOUT_SECONDS = 600;

  /** The core's spec; only after validation. */
  RecycleSpec toSpec(Duration maxHold) {
    return new RecycleSpec(
        new ServiceName(String.valueOf(cluster).strip(), String.valueOf(service).strip()),
        maintainServiceState == null || maintainServiceState,
        seconds(waitSeconds, DEFAULT_WAIT_SECONDS),
        new RecycleSpec.Patience(
            seconds(replacementTimeoutSeconds, DEFAULT_REPLACEMENT_TIMEOUT_SECONDS), maxHold),
        reason);
  }

  private static Duration seconds(@Nullable Integer given, int otherwise) {
    return Duration.ofSeconds(given == null ? otherwise : given);
  }
}
