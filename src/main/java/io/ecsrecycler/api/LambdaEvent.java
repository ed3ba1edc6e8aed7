package io.ecsrecycler.api;

import io.swagger.v3.oas.annotations.media.Schema;

/** The event of the Lambda that this service replaces, for the API's document. */
@Schema(
    description = "The event of the Lambda that this service replaces, accepted as it is.",
    requiredProperties = {"cluster_name", "service_name"},
    additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record LambdaEvent(
    @Schema(name = "cluster_name", maxLength = 400, pattern = "\\S", example = "demo")
        String cluster,
    @Schema(name = "service_name", maxLength = 600, pattern = "\\S", example = "web")
        String service,
    @Schema(name = "maintain_service_state", defaultValue = "true") boolean maintainServiceState,
    @Schema(name = "wait_time", minimum = "0", maximum = "3600", defaultValue = "30")
        int waitTime) {}
