package io.ecsrecycler.security;

import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/**
 * Whether a login is needed. Whoever reaches this service can stop production tasks: it does not
 * start open by accident, and never open beyond loopback.
 */
enum StartMode {
  /** Tokens are configured, and asked for. */
  GUARDED,
  /** No login, because somebody said so, on loopback. */
  OPEN,
  /** No login, on loopback, and AWS is simulated. */
  DEMO;

  static final String OPEN_PROPERTY = "recycler.security.open-to-everybody-who-can-reach-it";

  boolean open() {
    return this != GUARDED;
  }

  /**
   * Reads the mode from the configuration.
   *
   * @throws WillNotStartException when the configuration is not safe to start with
   */
  static StartMode of(Environment environment) {
    StartMode mode = asked(environment);
    if (environment.acceptsProfiles(Profiles.of("demo"))) {
      refuseDemoOfTheRealThing(environment);
    }
    if (mode.open() && !Loopback.only(environment)) {
      throw mode == DEMO
          ? WillNotStartException.demoBeyondLoopback()
          : WillNotStartException.openBeyondLoopback();
    }
    if (!Loopback.isOwn(environment.getProperty("server.address")) && sharedPort(environment)) {
      throw WillNotStartException.sharedManagementPort();
    }
    return mode;
  }

  private static StartMode asked(Environment environment) {
    boolean open = environment.getProperty(OPEN_PROPERTY, Boolean.class, false);
    if (logins(environment)) {
      if (open) {
        throw WillNotStartException.openAndGuarded();
      }
      return GUARDED;
    }
    if (environment.acceptsProfiles(Profiles.of("demo"))) {
      return DEMO;
    }
    if (open) {
      return OPEN;
    }
    throw WillNotStartException.noLogins();
  }

  private static boolean logins(Environment environment) {
    Binder properties = Binder.get(environment);
    return properties.bind("recycler.security.tokens[0].sha256", String.class).isBound()
        || properties.bind("recycler.security.oidc.issuer-uri", String.class).isBound();
  }

  private static void refuseDemoOfTheRealThing(Environment environment) {
    if (!Loopback.isOwn(environment.getProperty("server.address"))) {
      throw WillNotStartException.demoBeyondLoopback();
    }
    if (!Loopback.isOwn(host(environment.getProperty("spring.cloud.aws.endpoint")))) {
      throw WillNotStartException.demoOfTheRealThing();
    }
  }

  private static @Nullable String host(@Nullable String uri) {
    try {
      return uri == null ? null : URI.create(uri).getHost();
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  private static boolean sharedPort(Environment environment) {
    String management = environment.getProperty("management.server.port");
    return management == null
        || Objects.equals(management, environment.getProperty("server.port", "8080"));
  }
}
