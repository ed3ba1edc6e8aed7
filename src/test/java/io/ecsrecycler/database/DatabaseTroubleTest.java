package io.ecsrecycler.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.stream.Stream;
import org.hibernate.exception.GenericJDBCException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.orm.jpa.JpaSystemException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.TransactionSystemException;

/** A database that cannot be used is told from a bug, in whatever wrapping it comes. */
class DatabaseTroubleTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "08001", "08006", "25006", "25P03", "28P01", "3D000", "40001", "40P01", "53100", "53300",
        "55P03", "57014", "57P01", "57P03", "58030", "XX001", "HY000", "HYT00", "90007", "90028",
        "90031", "90097", "90098", "90121"
      })
  void statesOfADatabaseThatCannotBeUsedAreTrouble(String state) {
    assertThat(DatabaseTrouble.isIn(wrapped(new SQLException("said", state)))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"22001", "22021", "23505", "25P02", "42501", "42601", "42P01", "90022"})
  void statesThatOurOwnSqlCausesAreNot(String state) {
    assertThat(DatabaseTrouble.isIn(wrapped(new SQLException("said", state)))).isFalse();
  }

  static Stream<Throwable> troubles() {
    return Stream.of(
        new SQLTransientConnectionException("the pool has none"),
        new SQLException("closed, and no state"),
        new CannotGetJdbcConnectionException("none"),
        new CannotCreateTransactionException("none"),
        new TransactionSystemException("could not commit"),
        new QueryTimeoutException("slow"),
        new CannotAcquireLockException("locked"));
  }

  @ParameterizedTest
  @MethodSource("troubles")
  void whatThePoolAndSpringSayOfItIsTrouble(Throwable trouble) {
    assertThat(DatabaseTrouble.isIn(trouble)).isTrue();
    assertThat(DatabaseTrouble.isIn(new IllegalStateException(trouble))).isTrue();
  }

  static Stream<Throwable> bugs() {
    return Stream.of(
        new NullPointerException(),
        new InvalidDataAccessApiUsageException("wrong"),
        new DataIntegrityViolationException("twice"),
        new OptimisticLockingFailureException("overtaken"),
        new IllegalTransactionStateException("none"));
  }

  @ParameterizedTest
  @MethodSource("bugs")
  void bugsAreNot(Throwable bug) {
    assertThat(DatabaseTrouble.isIn(bug)).isFalse();
  }

  @Test
  void theDriverIsQuotedInOneLine() {
    Throwable trouble = wrapped(new SQLException("refused by db:5432\n  Position: 7", "08001"));
    assertThat(DatabaseTrouble.words(trouble)).isEqualTo("refused by db:5432");
  }

  private static Throwable wrapped(SQLException cause) {
    return new JpaSystemException(new GenericJDBCException("could not", cause));
  }
}
