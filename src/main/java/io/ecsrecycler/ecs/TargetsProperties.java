package io.ecsrecycler.ecs;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Further accounts and Regions.
 *
 * @param targets the accounts and Regions that a request may choose by {@code target}, by name; a
 *     request without one means what {@code spring.cloud.aws.*} and {@code recycler.aws.*} say
 */
@Validated
@ConfigurationProperties("recycler")
record TargetsProperties(
    @DefaultValue
        Map<
                @Pattern(
                    regexp = "[a-z0-9-]{1,40}",
                    message = "a target's name must be 1 to 40 of a-z, 0-9 and -")
                String,
                @Valid Target>
            targets) {

  /**
   * One of them.
   *
   * @param region its Region
   * @param roleArn the role to assume there with whatever credentials were found; none by default
   * @param externalId the external id that the role's trust policy asks for, if any
   * @param clusters patterns of the clusters that it is for, by name; * stands for any run of
   *     characters, and all are allowed by default
   */
  record Target(
      @NotNull(message = "is required, for example eu-central-1")
          @Pattern(regexp = "[a-z]{2,}(-[a-z]+)+-\\d{1,2}", message = "must be a Region's name")
          @Nullable String region,
      @Nullable @Pattern(regexp = AwsProperties.ROLE, message = AwsProperties.ROLE_REMEDY)
          String roleArn,
      @Nullable
          @Pattern(regexp = AwsProperties.EXTERNAL_ID, message = AwsProperties.EXTERNAL_ID_REMEDY)
          String externalId,
      @DefaultValue("*") @NotEmpty
          List<
                  @Pattern(
                      regexp = "[\\w*-]{1,255}",
                      message = "must be a cluster's name; * stands for any run of characters")
                  String>
              clusters) {

    @AssertTrue(message = "externalId belongs to a roleArn; without one there is nobody to ask it")
    boolean isExternalIdOfARole() {
      return externalId == null || roleArn != null;
    }

    AwsTarget named(String name) {
      return new AwsTarget(
          name,
          String.valueOf(region),
          roleArn == null ? null : new AwsTarget.Role(roleArn, externalId),
          clusters);
    }
  }
}
