package io.ecsrecycler.api;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How many may wait for news at a time: requests with {@code wait}, and event streams.
 *
 * @param perCaller how many of one caller's requests may wait or stream at a time
 * @param total how many of all callers' requests may, on one replica
 * @param keepAlive how often a stream that has nothing to say says so; then it is also checked
 *     whether its caller may still listen
 */
@Validated
@ConfigurationProperties("recycler.streams")
record StreamProperties(
    @DefaultValue("50") @Min(1) @Max(10_000) int perCaller,
    @DefaultValue("1000") @Min(1) @Max(10_000) int total,
    @DefaultValue("15s") @DurationMin(seconds = 1) @DurationMax(minutes = 5) Duration keepAlive) {}
