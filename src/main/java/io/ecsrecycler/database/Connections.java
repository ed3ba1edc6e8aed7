package io.ecsrecycler.database;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.springframework.beans.BeanUtils;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.jdbc.DatabaseDriver;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/**
 * Single connections outside of the pool, for the start: without the pool's time limits, which are
 * for our own short statements. A migration takes as long as it takes.
 */
final class Connections {

  private static final String DATASOURCE = "spring.datasource.";
  private static final Bindable<Map<String, String>> PROPERTIES =
      Bindable.mapOf(String.class, String.class);

  private final String url;
  private final SimpleDriverDataSource source;

  private Connections(String url, SimpleDriverDataSource source) {
    this.url = url;
    this.source = source;
  }

  /** As the pool would make them. */
  static Connections of(Environment environment) {
    String url = environment.getRequiredProperty(DATASOURCE + "url");
    Properties properties = new Properties();
    if (url.startsWith("jdbc:postgresql:")) {
      properties.setProperty("connectTimeout", "5");
      properties.setProperty("tcpKeepAlive", "true");
    }
    properties.putAll(
        Binder.get(environment)
            .bind(DATASOURCE + "hikari.data-source-properties", PROPERTIES)
            .orElse(Map.of()));
    for (String name : new String[] {"username", "password"}) {
      String value = environment.getProperty(DATASOURCE + name);
      if (value != null) {
        properties.setProperty(name.equals("username") ? "user" : name, value);
      }
    }
    return new Connections(
        url, new SimpleDriverDataSource(driver(environment, url), url, properties));
  }

  private static Driver driver(Environment environment, String url) {
    String name =
        environment.getProperty(
            DATASOURCE + "driver-class-name",
            Objects.requireNonNullElse(
                DatabaseDriver.fromJdbcUrl(url).getDriverClassName(), "unknown"));
    try {
      return (Driver) BeanUtils.instantiateClass(Class.forName(name));
    } catch (ClassNotFoundException e) {
      throw new UnusableDatabaseException(
          "There is no driver for spring.datasource.url=" + url,
          "Use the H2 file (leave spring.datasource.url out), or PostgreSQL: jdbc:postgresql:…",
          e);
    }
  }

  String url() {
    return url;
  }

  SimpleDriverDataSource source() {
    return source;
  }

  /** Connects once, and finds out whether the database takes writes. */
  void tryOnce() throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(Writable.test(url));
    }
  }
}
