package io.ecsrecycler.database;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

/**
 * How the pool finds out that a connection is of no use. A PostgreSQL that is cut off without a
 * word would hold a connection, and the recycle that waits on it, for hours; one that has become a
 * standby would refuse every write; an H2 that ran out of disk has closed itself. What the URL or
 * {@code spring.datasource.hikari.*} says comes first.
 */
@Component
class PoolSettings implements BeanPostProcessor {

  /**
   * The driver gives up an answer after 20 s. Before that the server ends a statement after 15 s,
   * and a wait for a lock after 8 s, so that it does not go on with what nobody waits for. A
   * transaction that stands still is ended after 5 s: ours take milliseconds between statements.
   */
  private static final Map<String, String> POSTGRES =
      Map.of(
          "socketTimeout", "20",
          "connectTimeout", "5",
          "tcpKeepAlive", "true",
          "options",
              "-c idle_in_transaction_session_timeout=5000 -c lock_timeout=8000"
                  + " -c statement_timeout=15000");

  @Override
  public Object postProcessBeforeInitialization(Object bean, String name) {
    if (bean instanceof HikariDataSource pool) {
      String url = String.valueOf(pool.getJdbcUrl());
      if (url.startsWith("jdbc:postgresql:")) {
        POSTGRES.forEach(pool.getDataSourceProperties()::putIfAbsent);
      }
      test(pool, Writable.test(url));
    }
    return bean;
  }

  private static void test(HikariDataSource pool, String query) {
    if (pool.getConnectionTestQuery() == null) {
      pool.setConnectionTestQuery(query);
    }
    if (pool.getConnectionInitSql() == null) {
      pool.setConnectionInitSql(query);
    }
    if (pool.getExceptionOverrideClassName() == null) {
      pool.setExceptionOverrideClassName(EvictUnusable.class.getName());
    }
  }
}
