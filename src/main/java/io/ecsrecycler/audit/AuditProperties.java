package io.ecsrecycler.audit;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long it is known who did what.
 *
 * @param auditRetention how long audit entries are kept
 */
@Validated
@ConfigurationProperties("recycler")
record AuditProperties(@DefaultValue("400d") @DurationMin(days = 1) Duration auditRetention) {}
