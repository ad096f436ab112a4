package dev.stint.jdbc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What Stint says at the beginning of its transactions on PostgreSQL, and at their end. */
final class PostgresTransactions {

  static final String PLAIN = "set transaction isolation level read committed, read write";

  /** Longer than any of Stint's statements takes, whatever a host allows its own. */
  private static final Duration LONGEST_STATEMENT = Duration.ofSeconds(30);

  static final String LIMIT = "set local statement_timeout = " + LONGEST_STATEMENT.toMillis();

  private PostgresTransactions() {}

  /**
   * Statements for {@link Database#send}: with what opens their transaction before them and its end
   * behind, so that no answer is waited for in between, and no process can stop inside it.
   */
  static Positional script(List<String> statements) {
    List<String> all = new ArrayList<>(List.of(PLAIN, LIMIT));
    all.addAll(statements);
    all.add("commit");
    return Positional.script(all);
  }
}
