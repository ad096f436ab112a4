package dev.stint.jdbc;

import dev.stint.application.spi.NewTask;
import java.sql.Connection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Stores many new tasks in one statement, where a database has one for that. Thread-safe. */
interface BulkInsert {

  /** Whether the statement has a column for all that is to be stored of the task. */
  boolean takes(NewTask task);

  /**
   * Stores tasks that are fresh. If one of the ids is taken all the same, none is stored.
   *
   * @throws dev.stint.application.spi.StoreException if none was stored
   */
  void fresh(Connection connection, List<NewRow> rows, long now);

  /** Stores the tasks whose ids are free, among live and finished tasks; answers these. */
  Set<UUID> unlessTaken(Connection connection, List<NewRow> rows, long now);
}
