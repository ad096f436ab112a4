package dev.stint.jdbc;

import dev.stint.application.spi.Inserted;
import dev.stint.application.spi.NewTask;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;

/**
 * Stores tasks of which nothing has to be looked up: fresh ids, no keys. One statement, that
 * commits by itself or belongs to the caller's transaction. Thread-safe.
 */
final class FreshInserts {

  /** The most tasks of one statement: to commit takes as long for many as for few. */
  static final int LARGEST = 2_000;

  /** An id that was taken all the same. */
  private static final String TAKEN = "23505";

  private final Database database;
  private final BulkInsert bulk;

  FreshInserts(Database database, BulkInsert bulk) {
    this.database = database;
    this.bulk = bulk;
  }

  /** Every one of the tasks was stored. */
  static List<Inserted> made(List<NewTask> tasks) {
    List<Inserted> made = new ArrayList<>(tasks.size());
    for (NewTask task : tasks) {
      made.add(new Inserted(task.spec().id(), true, false));
    }
    return made;
  }

  /** Whether all were stored, and are durable; else none was, and another way may store them. */
  boolean insert(List<NewTask> tasks) {
    if (!takes(tasks)) {
      return false;
    }
    try {
      return database.statement(connection -> insertOn(connection, tasks));
    } catch (Exception e) {
      if (Failures.hasState(e, TAKEN) || Failures.standsInTheWay(e)) {
        return false;
      }
      throw Failures.of(e);
    }
  }

  /** The same in the caller's transaction, which an error would end. */
  boolean insertWithin(Connection caller, List<NewTask> tasks) {
    return takes(tasks) && insertOn(caller, tasks);
  }

  private boolean insertOn(Connection connection, List<NewTask> tasks) {
    bulk.fresh(connection, NewRow.of(tasks), database.clock().micros(connection));
    return true;
  }

  /** Whether nothing has to be looked up of any of them. */
  boolean takes(List<NewTask> tasks) {
    for (NewTask task : tasks) {
      if (!alone(task) || !bulk.takes(task)) {
        return false;
      }
    }
    return true;
  }

  private static boolean alone(NewTask task) {
    return task.fresh()
        && task.claimed().isEmpty()
        && task.spec().key().isEmpty()
        && task.spec().serialKey().isEmpty();
  }
}
