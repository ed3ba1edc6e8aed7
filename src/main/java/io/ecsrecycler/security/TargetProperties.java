package io.ecsrecycler.security;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Which services may be recycled here at all.
 *
 * @param allowedTargets patterns of the services that may be recycled, by anybody; all by default
 */
@Validated
@ConfigurationProperties("recycler")
record TargetProperties(
    @DefaultValue("*/*") @NotEmpty
        List<@Pattern(regexp = TargetPattern.SYNTAX, message = TargetPattern.REMEDY) String>
            allowedTargets) {}
