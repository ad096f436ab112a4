package dev.stint.bootstrap.builtin;

import dev.stint.application.api.PermanentFailureException;
import dev.stint.application.spi.ArgumentCodec;
import dev.stint.application.spi.QueryStore;
import dev.stint.application.spi.TaskRow;
import dev.stint.bootstrap.codec.JacksonCodec;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.TaskStatus;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One import at a time loads a table: the keys of two would meet. */
final class CsvOthers {

  private static final int MOST = 10_000;
  private static final Set<TaskStatus> UNFINISHED =
      Arrays.stream(TaskStatus.values())
          .filter(s -> !s.finished())
          .collect(Collectors.toUnmodifiableSet());

  private final QueryStore queries;
  private final ArgumentCodec codec = new JacksonCodec();

  CsvOthers(QueryStore queries) {
    this.queries = queries;
  }

  /**
   * Lets the caller's transaction make the table ready, alone until it ends.
   *
   * @throws PermanentFailureException if an unfinished import has made the table ready before
   */
  void refuse(Connection connection, TaskId self, String table) throws SQLException {
    lock(connection, table);
    Optional<TaskRow> other =
        queries
            .list(
                new QueryStore.Filter(
                    UNFINISHED,
                    Optional.of(BuiltIn.CSV_IMPORT.name()),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    MOST))
            .stream()
            .filter(row -> !row.standing().spec().id().equals(self))
            .filter(row -> began(row.standing().run()) && loads(row, table))
            .findFirst();
    if (other.isPresent()) {
      throw new PermanentFailureException(
          "table '%s' is being loaded by task %s; ask again when that is over, or say another table with --into"
              .formatted(table, other.get().standing().spec().id()));
    }
  }

  /** What SQLite's one writer does by itself: two that make one table ready do so in turn. */
  private static void lock(Connection connection, String table) throws SQLException {
    if (!connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
      return;
    }
    try (PreparedStatement lock =
        connection.prepareStatement("select pg_advisory_xact_lock(hashtextextended(?, 0))")) {
      lock.setString(1, "stint csv.import " + table.toLowerCase(Locale.ROOT));
      lock.execute();
    }
  }

  /** Its table is ready: that is committed together with the cursor. */
  private static boolean began(Run run) {
    return run.action() > 0 || !run.cursor().isNone();
  }

  private boolean loads(TaskRow row, String table) {
    try {
      Object arguments = codec.decode(row.standing().spec().arguments(), CsvImport.class);
      return ((CsvImport) arguments).table().equalsIgnoreCase(table);
    } catch (ArgumentCodec.UnreadableException e) {
      return false;
    }
  }
}
