package io.ecsrecycler.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ecsrecycler.security.OidcProperties.ClaimGrant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClaimGrantsTest {

  private static final ClaimGrants GRANTS =
      new ClaimGrants(
          "email",
          List.of(
              new ClaimGrant(
                  Map.of("repository", "acme/payments", "ref", "refs/heads/main"),
                  Role.OPERATOR,
                  List.of("payments-*/*")),
              new ClaimGrant(Map.of("groups", "sre-*"), Role.ADMIN, List.of("*/*"))));

  @Test
  void everyClaimOfAGrantMustFit() {
    assertThat(grants(Map.of("repository", "acme/payments", "ref", "refs/heads/main"))).hasSize(1);
    assertThat(grants(Map.of("repository", "acme/payments", "ref", "refs/heads/x"))).isEmpty();
    assertThat(grants(Map.of("repository", "acme/payments"))).isEmpty();
    assertThat(grants(Map.of("repository", "acme/payments-fork", "ref", "refs/heads/main")))
        .isEmpty();
  }

  @Test
  void oneOfAListMustFit() {
    assertThat(grants(Map.of("groups", List.of("dev", "sre-eu")))).hasSize(1);
    assertThat(grants(Map.of("groups", "sre-eu"))).hasSize(1);
    assertThat(grants(Map.of("groups", List.of("dev", "x-sre-eu")))).isEmpty();
    assertThat(grants(Map.of("groups", List.of()))).isEmpty();
    assertThat(grants(Map.of("groups", Map.of("sre-eu", true)))).isEmpty();
  }

  @Test
  void theNameCannotPassForATokensNorTearALine() {
    assertThat(GRANTS.caller(Map.of("email", "a@b.c", "sub", "1")).name()).isEqualTo("oidc:a@b.c");
    assertThat(GRANTS.caller(Map.of("sub", "1\nroot é")).name()).isEqualTo("oidc:1_root__");
    assertThat(GRANTS.caller(Map.of("sub", "x".repeat(1000))).name()).hasSizeLessThan(255);
    assertThat("oidc:1".matches(ApiTokenProperties.NAME)).isFalse();
    assertThatExceptionOfType(BadTokenException.class)
        .isThrownBy(() -> GRANTS.caller(Map.of("sub", 7)));
  }

  private static List<Grant> grants(Map<String, Object> claims) {
    Map<String, Object> all = new HashMap<>(claims);
    all.put("sub", "somebody");
    return GRANTS.caller(all).grants();
  }
}
