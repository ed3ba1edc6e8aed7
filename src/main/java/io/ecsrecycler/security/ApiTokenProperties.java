package io.ecsrecycler.security;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * An API token, as it is configured.
 *
 * @param name whose it is; recycles show it as requestedBy
 * @param sha256 the SHA-256 of the whole token, in hex
 * @param role what it may do
 * @param allow patterns of the services where it may do so; nowhere when empty
 * @param expires from when on it is refused
 */
record ApiTokenProperties(
    @NotNull(message = NAME_REMEDY) @Pattern(regexp = NAME, message = NAME_REMEDY) String name,
    @NotNull(message = HASH_REMEDY)
        @Pattern(regexp = "[0-9a-f]{64}|[0-9A-F]{64}", message = HASH_REMEDY)
        String sha256,
    @NotNull(message = "is required: viewer, operator or admin") Role role,
    @DefaultValue
        List<@Pattern(regexp = TargetPattern.SYNTAX, message = TargetPattern.REMEDY) String> allow,
    @NotNull(message = "is required: an instant like 2027-06-30T00:00:00Z") Instant expires) {

  static final String NAME = "[A-Za-z0-9][A-Za-z0-9._@-]{0,99}";
  static final String NAME_REMEDY = "must be 1 to 100 letters, digits or any of ._@-";
  private static final String HASH_REMEDY =
      "must be the token's SHA-256 in 64 hex digits, as the 'token' command prints it";
}
