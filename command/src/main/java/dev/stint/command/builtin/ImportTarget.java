package dev.stint.command.builtin;

import dev.stint.application.api.ChunkContext;
import dev.stint.application.api.PermanentFailureException;
import dev.stint.domain.Fence;
import dev.stint.domain.TaskId;
import java.util.List;
import java.util.Map;

/**
 * Where the rows of imports go: the tables of the store's own database, or what stands for tables
 * there. Thread-safe.
 *
 * <p>Rows are told apart by their key, the line of the file that each came from (after those
 * appended to). Where the target is not {@link #atomic}, everything may come again, after a crash
 * from another process with a greater fence; coming again must change nothing, and a call with a
 * smaller fence than one seen before must not undo what came since.
 */
public interface ImportTarget {

  /** Takes no import; for what only names task types. */
  ImportTarget NOWHERE = new NoImports();

  /**
   * Whether it writes in the chunk's transaction, so that rows and checkpoint are one commit. Else
   * the same rows are written again when the checkpoint after them did not land.
   */
  boolean atomic();

  /**
   * Makes the table ready and this load the only one of it; once a load.
   *
   * @throws PermanentFailureException in one sentence, if the table holds rows already, lacks a
   *     column, or is being loaded by another unfinished import
   */
  void prepare(Load load, ChunkContext context) throws Exception;

  /** The greatest key in the table; 0 if it is empty. */
  long lastKey(String table) throws Exception;

  /** Writes the rows, each under its key. */
  void write(Load load, List<Row> rows, ChunkContext context) throws Exception;

  /** Ends the load; answers what the table holds. */
  Counts finish(Load load) throws Exception;

  /**
   * One import.
   *
   * @param fence of the task when it asked
   */
  record Load(TaskId task, Fence fence, CsvImport arguments, List<String> columns) {
    public String table() {
      return arguments.table();
    }
  }

  /** A line of the file; the values in the columns' order. */
  record Row(long key, List<String> values) {}

  /**
   * @param filled how many rows have a value in each column that is not empty, in order
   */
  record Counts(long rows, Map<String, Long> filled) {}
}
