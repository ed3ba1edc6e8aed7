package io.ecsrecycler.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** An OIDC issuer, and whoever forges its tokens. */
final class TestIssuer implements AutoCloseable {

  static final String AUDIENCE = "ecs-task-recycler";
  private static final int KEY_BITS = 2048;

  private final AtomicInteger keysRead = new AtomicInteger();
  private final HttpServer server;
  private final RSAKey key;
  private final RSAKey stranger;

  TestIssuer() {
    try {
      key = new RSAKeyGenerator(KEY_BITS).keyID("known").generate();
      stranger = new RSAKeyGenerator(KEY_BITS).keyID("stranger").generate();
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    answer(
        "/.well-known/openid-configuration",
        "{\"issuer\": \"%s\", \"jwks_uri\": \"%s/keys\"}".formatted(uri(), uri()));
    answer("/keys", new JWKSet(key.toPublicJWK()).toString());
    server.start();
  }

  private void answer(String path, String json) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    server.createContext(
        path,
        exchange -> {
          if (path.equals("/keys")) {
            keysRead.incrementAndGet();
          }
          exchange.sendResponseHeaders(200, body.length);
          try (var out = exchange.getResponseBody()) {
            out.write(body);
          }
        });
  }

  String uri() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  int keysRead() {
    return keysRead.get();
  }

  /** Claims of a token that is valid now. */
  JWTClaimsSet.Builder claims() {
    Instant now = Clock.systemUTC().instant();
    return new JWTClaimsSet.Builder()
        .issuer(uri())
        .audience(List.of("somebody-else", AUDIENCE))
        .subject("repo:acme/payments:ref:refs/heads/main")
        .claim("repository", "acme/payments")
        .claim("ref", "refs/heads/main")
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plus(Duration.ofMinutes(5))));
  }

  String valid() {
    return signed(claims().build());
  }

  String signed(JWTClaimsSet claims) {
    return signed(header(JWSAlgorithm.RS256, "known"), claims, signer(key));
  }

  String outOfTime(Duration notBefore, Duration expires) {
    Instant now = Clock.systemUTC().instant();
    return signed(
        claims()
            .notBeforeTime(Date.from(now.plus(notBefore)))
            .expirationTime(Date.from(now.plus(expires)))
            .build());
  }

  String unsigned() {
    return new PlainJWT(claims().build()).serialize();
  }

  /**
   * A library that lets the token choose takes the public key, which anybody has, as the secret.
   */
  String hmacWithThePublicKey() {
    try {
      return signed(
          header(JWSAlgorithm.HS256, "known"),
          claims().build(),
          new MACSigner(key.toRSAPublicKey().getEncoded()));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  String unknownKey() {
    return signed(header(JWSAlgorithm.RS256, "stranger"), claims().build(), signer(stranger));
  }

  String strangersSignature() {
    return signed(header(JWSAlgorithm.RS256, "known"), claims().build(), signer(stranger));
  }

  /** The header brings its own key along. */
  String ownKeyInHeader() {
    return signed(
        new JWSHeader.Builder(JWSAlgorithm.RS256).jwk(stranger.toPublicJWK()).build(),
        claims().build(),
        signer(stranger));
  }

  String otherType() {
    return signed(
        new JWSHeader.Builder(JWSAlgorithm.RS256)
            .keyID("known")
            .type(new JOSEObjectType("logout+jwt"))
            .build(),
        claims().build(),
        signer(key));
  }

  String tampered() {
    String[] parts = valid().split("\\.");
    String payload =
        new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
            .replace("acme/payments", "acme/anything");
    return parts[0]
        + "."
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(payload.getBytes(StandardCharsets.UTF_8))
        + "."
        + parts[2];
  }

  private static JWSHeader header(JWSAlgorithm algorithm, String keyId) {
    return new JWSHeader.Builder(algorithm).keyID(keyId).type(JOSEObjectType.JWT).build();
  }

  private static JWSSigner signer(RSAKey key) {
    try {
      return new RSASSASigner(key);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String signed(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) {
    try {
      SignedJWT jwt = new SignedJWT(header, claims);
      jwt.sign(signer);
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
