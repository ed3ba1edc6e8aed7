package io.ecsrecycler.security;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Where an issuer's keys come from, and what a token of theirs must be. Keys are kept for five
 * minutes, fetched at most twice in half a minute whatever key ids strangers make up, and outlive
 * an issuer that is away for four hours.
 */
final class Issuer {

  private static final Duration SKEW = Duration.ofSeconds(30);
  private static final int TIMEOUT_MILLIS = 3_000;
  private static final int LARGEST_ANSWER = 512 * 1024;
  private static final Duration OUTAGE = Duration.ofHours(4);

  private final OidcProperties oidc;
  private final Clock clock;
  private final ResourceRetriever http =
      new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, LARGEST_ANSWER);

  Issuer(OidcProperties oidc, Clock clock) {
    this.oidc = oidc;
    this.clock = clock;
  }

  /** Asks the issuer where its keys are, unless that is configured. */
  JwtDecoder decoder() throws IOException {
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(
            oidc.algorithms().stream().map(JWSAlgorithm::parse).collect(Collectors.toSet()),
            keys(keysAt())));
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
    // Claims are the validators' below, which know our clock.
    processor.setJWTClaimsSetVerifier((_, _) -> {});
    NimbusJwtDecoder decoder = new NimbusJwtDecoder(processor);
    decoder.setJwtValidator(
        new DelegatingOAuth2TokenValidator<>(
            new JwtIssuerValidator(oidc.issuerUri()),
            new JwtClaimValidator<@Nullable List<String>>(
                JwtClaimNames.AUD,
                aud -> aud != null && aud.stream().anyMatch(oidc.audiences()::contains)),
            inTime()));
    return decoder;
  }

  private JwtTimestampValidator inTime() {
    JwtTimestampValidator inTime = new JwtTimestampValidator(SKEW);
    inTime.setAllowEmptyExpiryClaim(false);
    inTime.setClock(clock);
    return inTime;
  }

  private JWKSource<SecurityContext> keys(URL url) {
    return new PatientKeys(
        JWKSourceBuilder.<SecurityContext>create(url, http)
            .rateLimited(true)
            .outageTolerant(OUTAGE.toMillis())
            .build());
  }

  private URL keysAt() throws IOException {
    String configured = oidc.jwkSetUri();
    return url(configured == null ? discovered() : configured);
  }

  private String discovered() throws IOException {
    String issuer = oidc.issuerUri().replaceFirst("/$", "");
    try {
      String found =
          JSONObjectUtils.getString(
              JSONObjectUtils.parse(
                  http.retrieveResource(url(issuer + "/.well-known/openid-configuration"))
                      .getContent()),
              "jwks_uri");
      if (found == null) {
        throw new IOException("the issuer's configuration names no jwks_uri");
      }
      return found;
    } catch (ParseException e) {
      throw new IOException("the issuer's configuration cannot be read", e);
    }
  }

  private static URL url(String text) throws IOException {
    try {
      return URI.create(text).toURL();
    } catch (IllegalArgumentException | MalformedURLException e) {
      throw new IOException("'" + text + "' is no URL", e);
    }
  }
}
