package dev.stint.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.spi.StoreException;
import java.io.IOException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTransientConnectionException;
import org.h2.message.DbException;
import org.jdbi.v3.core.CloseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailuresTest {

  private static boolean passes(Throwable error) {
    return Failures.of(error).isTransient();
  }

  @Test
  void a_pool_that_has_no_connection_passes_whatever_it_says() {
    assertThat(passes(new SQLTransientConnectionException("timed out after 30000ms"))).isTrue();
    assertThat(passes(new SQLNonTransientConnectionException("gone"))).isTrue();
    assertThat(passes(new SQLException("Cannot get a connection"))).isTrue();
  }

  @Test
  void the_code_of_a_cause_and_of_a_next_exception_counts() {
    SQLException batch = new BatchUpdateException("batch entry 0", new int[0]);
    batch.setNextException(new SQLException("connection reset", "08006"));

    assertThat(passes(new RuntimeException("outer", batch))).isTrue();
    assertThat(Failures.passing(new RuntimeException("outer", batch))).isTrue();

    SQLException lasting = new BatchUpdateException("batch entry 0", new int[0]);
    lasting.setNextException(new SQLException("no such table", "42P01"));
    assertThat(passes(lasting)).isFalse();
  }

  @Test
  void a_cause_or_a_next_exception_that_leads_back_to_itself_ends() {
    SQLException first = new SQLException("first", "42P01");
    SQLException second = new SQLException("second", "42P01", first);
    first.initCause(second);
    first.setNextException(second);

    assertThat(passes(first)).isFalse();
  }

  @Test
  void no_state_and_no_code_say_nothing_of_whether_it_lasts() {
    SQLException mute = new SQLException("?");

    assertThat(passes(mute)).isTrue();
    assertThat(Failures.passing(mute)).isFalse();
    assertThat(passes(new SQLSyntaxErrorException("?"))).isFalse();
  }

  @Test
  void codes_of_sqlite_count_where_there_is_no_state() {
    assertThat(passes(new SQLException("busy", null, 5))).isTrue();
    assertThat(passes(new SQLException("readonly directory", null, 1544))).isTrue();
    assertThat(passes(new SQLException("no such table", null, 1))).isFalse();
    assertThat(passes(new SQLException("constraint", null, 2067))).isFalse();
  }

  /** A full disk is a "general error" like any other: only its cause tells. */
  @Test
  void a_file_that_h2_cannot_write_passes_and_no_other_general_error_of_it() {
    Throwable full = new IllegalStateException("writing", new IOException("no space left"));

    assertThat(passes(DbException.toSQLException(full))).isTrue();
    assertThat(passes(DbException.toSQLException(new IllegalStateException("a fault")))).isFalse();
  }

  @Test
  void codes_of_mariadb_count_where_the_state_says_nothing() {
    assertThat(passes(new SQLException("deadlock", "40001", 1213))).isTrue();
    assertThat(passes(new SQLException("lock wait timeout", "HY000", 1205))).isTrue();
    assertThat(passes(new SQLException("general", "HY000", 0))).isTrue();
    assertThat(passes(new SQLException("incorrect value", "HY000", 1366))).isFalse();
    assertThat(passes(new SQLException("packet too large", "08S01", 1153))).isFalse();
  }

  /** Refused by other nodes, out of memory, of threads, of time, of what an account may do. */
  @ParameterizedTest
  @CsvSource({
    "HY000, 1180",
    "HY000, 3100",
    "HY001, 1037",
    "HY001, 1038",
    "HY000, 1041",
    "HY000, 1135",
    "HY000, 3024",
    "HY000, 1206",
    "HY000, 1030",
    "HY000, 1615",
    "42000, 1226"
  })
  void what_a_busy_mariadb_or_mysql_refuses_passes(String state, int code) {
    assertThat(passes(new SQLException("refused", state, code))).isTrue();
    assertThat(passes(new SQLException("syntax", "42000", 1064))).isFalse();
  }

  @Test
  void what_a_pool_or_a_driver_throws_while_it_is_closed_passes() {
    assertThat(passes(new IllegalStateException("Pool is shut down"))).isTrue();
    assertThat(passes(new NullPointerException())).isTrue();
    assertThat(passes(new ArithmeticException("long overflow"))).isFalse();
  }

  /** Jdbi wraps what the driver throws while it closes a statement. */
  @Test
  void what_a_driver_throws_and_an_error_of_the_machine_pass_whatever_wraps_them() {
    Error machine = new OutOfMemoryError("no memory");

    assertThat(passes(new CloseException("cleaning", new RuntimeException(machine)))).isTrue();
    assertThat(passes(new CloseException("cleaning", new NullPointerException()))).isTrue();
    assertThat(passes(new CloseException("cleaning", new ArithmeticException()))).isFalse();
  }

  @Test
  void an_error_of_the_store_is_passed_on() {
    StoreException known = new StoreException(StoreException.Kind.PERMANENT, "known");

    assertThat(Failures.of(new RuntimeException(known))).isSameAs(known);
  }

  @ParameterizedTest
  @CsvSource({"42501, 0", "90096, 90096", "42000, 1142", "42000, 1044", "42000, 1227"})
  void a_missing_right_is_neither_passing_nor_the_fault_of_what_was_written(
      String state, int code) {
    StoreException denied = Failures.of(new SQLException("denied", state, code));

    assertThat(denied.isDenied()).isTrue();
    assertThat(denied.isTransient()).isFalse();
  }
}
