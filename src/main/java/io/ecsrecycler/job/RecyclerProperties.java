package io.ecsrecycler.job;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How recycles are kept and how patient they are.
 *
 * @param dataDir the directory of the H2 database, unless {@code spring.datasource.url} names
 *     another database
 * @param maxHold how long a recycle may be held by one trouble before it ends as failed; restoring
 *     capacity is not limited by it
 * @param maxRunning how many recycles (and mails) one replica works on at a time; the others wait
 *     as QUEUED, the oldest first
 * @param retention how long recycles that have ended are kept, with their events
 */
@Validated
@ConfigurationProperties("recycler")
public record RecyclerProperties(
    @DefaultValue("./data") @NotBlank String dataDir,
    @DefaultValue("60m") @DurationMin(minutes = 1) Duration maxHold,
    @DefaultValue("500") @Min(1) @Max(2000) int maxRunning,
    @DefaultValue("90d") @DurationMin(minutes = 1) Duration retention) {}
