package io.ecsrecycler.simulator;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The simulator of the demo profile.
 *
 * @param enabled whether the demo brings its own; false to use one that runs elsewhere
 * @param port where it listens, on loopback
 * @param quotas whether AWS's published request quotas are enforced
 */
@Validated
@ConfigurationProperties("recycler.simulator")
record SimulatorProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("14566") @Min(0) @Max(65_535) int port,
    @DefaultValue("false") boolean quotas) {}
