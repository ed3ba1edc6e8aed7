package io.ecsrecycler.security;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose JWTs are taken, and what their claims mean here.
 *
 * @param issuerUri the issuer, exactly as in the claim {@code iss}
 * @param audiences of which a token must name at least one in {@code aud}
 * @param algorithms of signatures that are taken; public keys only
 * @param jwkSetUri where the issuer's keys are; found by OIDC discovery by default
 * @param nameClaim which claim names the caller
 * @param grants what callers may do
 */
record OidcProperties(
    @NotBlank(message = "is required: the issuer's URL")
        @Pattern(regexp = "https?://.+", message = "must be the issuer's URL")
        String issuerUri,
    @NotEmpty(message = "is required: an issuer's tokens for others must not be taken")
        List<@NotBlank String> audiences,
    @DefaultValue({"RS256", "ES256"}) @NotEmpty
        List<
                @Pattern(
                    regexp = "(RS|ES|PS)(256|384|512)",
                    message =
                        "must be one of RS256, RS384, RS512, ES256, …, PS512: never HS* or none")
                String>
            algorithms,
    @Nullable @Pattern(regexp = "https?://.+", message = "must be a URL") String jwkSetUri,
    @DefaultValue("sub") @NotBlank String nameClaim,
    @DefaultValue List<@Valid ClaimGrant> grants) {

  /**
   * What whoever has these claims may do.
   *
   * @param when every claim that must fit, with its pattern; of a list of values, one must
   * @param role what is allowed
   * @param allow where
   */
  record ClaimGrant(
      @NotEmpty(message = "is required: a grant without conditions would be everybody's")
          Map<String, @NotBlank String> when,
      @NotNull(message = "is required: viewer, operator or admin") Role role,
      @DefaultValue
          List<@Pattern(regexp = TargetPattern.SYNTAX, message = TargetPattern.REMEDY) String>
              allow) {}
}
