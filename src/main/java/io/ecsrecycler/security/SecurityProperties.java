package io.ecsrecycler.security;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who may do what.
 *
 * @param tokens API tokens, by their SHA-256 only; the command {@code token} makes them
 * @param oidc whose JWTs are taken as well
 * @param openToEverybodyWhoCanReachIt whether no login is asked for; on loopback only
 * @param requestsPerMinute how many requests one caller may send in a minute
 * @param failedLoginsPerMinute how many requests without a valid token are answered in detail per
 *     remote address and minute, before they get 429
 * @param withoutToken what is readable without a token, besides health; nothing by default
 */
@Validated
@ConfigurationProperties("recycler.security")
record SecurityProperties(
    @DefaultValue List<@Valid ApiTokenProperties> tokens,
    @Nullable @Valid OidcProperties oidc,
    @DefaultValue("false") boolean openToEverybodyWhoCanReachIt,
    @DefaultValue("600") @Min(1) @Max(1_000_000) int requestsPerMinute,
    @DefaultValue("60") @Min(1) @Max(1_000_000) int failedLoginsPerMinute,
    @DefaultValue Set<Readable> withoutToken) {

  /** What may be made readable without a token. */
  enum Readable {
    /** {@code /actuator/info} and {@code /actuator/prometheus}. */
    METRICS,
    /** {@code /v3/api-docs} and Swagger UI. */
    API_DOCS
  }

  @AssertTrue(message = "every token needs a name of its own")
  boolean isEachNameUnique() {
    return distinct(ApiTokenProperties::name);
  }

  @AssertTrue(message = "every token needs a SHA-256 of its own")
  boolean isEachHashUnique() {
    return distinct(ApiTokenProperties::sha256);
  }

  private boolean distinct(Function<ApiTokenProperties, String> property) {
    return tokens.stream().map(property).distinct().count() == tokens.size();
  }
}
