package io.ecsrecycler.ecs;

import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Access to AWS beyond what {@code spring.cloud.aws.*} configures.
 *
 * @param roleArn a role to assume through STS with whatever credentials were found; none by default
 * @param externalId the external id that the role's trust policy asks for, if any
 * @param sessionName the session's name, as CloudTrail shows it, where nobody in particular asks;
 *     otherwise it says for which recycle and for whom
 * @param taskProtection whether ECS is asked which tasks are protected from scale-in; false only
 *     for a stand-in that does not have the call, and then no task counts as protected
 */
@Validated
@ConfigurationProperties("recycler.aws")
record AwsProperties(
    @Nullable @Pattern(regexp = ROLE, message = ROLE_REMEDY) String roleArn,
    @Nullable @Pattern(regexp = EXTERNAL_ID, message = EXTERNAL_ID_REMEDY) String externalId,
    @DefaultValue("ecs-task-recycler")
        @Pattern(
            regexp = "[\\w+=,.@-]{2,64}",
            message = "must be 2 to 64 letters, digits or any of +=,.@-_")
        String sessionName,
    @DefaultValue("true") boolean taskProtection) {

  /** What a role's ARN looks like. */
  static final String ROLE = "arn:aws[a-z-]*:iam::\\d{12}:role/.+";

  static final String ROLE_REMEDY = "must be a role's ARN, arn:aws:iam::<account>:role/<name>";

  /** What STS accepts. */
  static final String EXTERNAL_ID = "[\\w+=,.@:/-]{2,1224}";

  static final String EXTERNAL_ID_REMEDY = "must be 2 to 1224 letters, digits or any of +=,.@:/-_";
}
