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
 * @param maxUnplaced how long ECS may go on to say that it finds no place for a new task, before a
 *     recycle stops waiting for that task
 * @param inDoubt how long a request that AWS did not answer may still arrive and show; AWS itself
 *     refuses a request more than 5 minutes after it was signed
 * @param maxRunning how many recycles (and mails) one replica works on at a time; the others wait
 *     as QUEUED, the oldest first
 * @param retention how long recycles that have ended are kept, with their events
 */
@Validated
@ConfigurationProperties("recycler")
public record RecyclerProperties(
    @DefaultValue("./data") @NotBlank String dataDir,
    @DefaultValue("60m") @DurationMin(minutes = 1) Duration maxHold,
    @DefaultValue("5m") @DurationMin(seconds = 1) Duration maxUnplaced,
    @DefaultValue("6m") @DurationMin(seconds = 1) Duration inDoubt,
    @DefaultValue("500") @Min(1) @Max(2000) int maxRunning,
    @DefaultValue("90d") @DurationMin(minutes = 1) Duration retention) {}
