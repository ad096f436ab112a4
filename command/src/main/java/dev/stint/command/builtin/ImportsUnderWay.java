package dev.stint.command.builtin;

import dev.stint.application.api.ArgumentCodec;
import dev.stint.application.api.PermanentFailureException;
import dev.stint.application.spi.QueryStore;
import dev.stint.bootstrap.codec.JacksonCodec;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.TaskFilter;
import dev.stint.domain.task.TaskRow;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One import at a time loads a table: the keys of two would meet. */
public final class ImportsUnderWay {

  private static final int MOST = 10_000;
  private static final Set<TaskStatus> UNFINISHED =
      Arrays.stream(TaskStatus.values())
          .filter(s -> !s.finished())
          .collect(Collectors.toUnmodifiableSet());

  private final QueryStore queries;
  private final ArgumentCodec codec = new JacksonCodec();

  /**
   * @param queries of the store that keeps the tasks
   */
  public ImportsUnderWay(QueryStore queries) {
    this.queries = queries;
  }

  /**
   * For targets that make tables ready one at a time, in one commit with the import's cursor.
   *
   * @throws PermanentFailureException if an unfinished import has made the table ready before
   */
  void refuse(TaskId self, String table) {
    Optional<TaskRow> other =
        queries
            .list(
                new TaskFilter(
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
      throw ImportRefusals.loading(table, other.get().standing().spec().id());
    }
  }

  /** Whether the task is there and not over; for targets that keep a table's loader. */
  public boolean unfinished(TaskId task) {
    return queries.find(task).filter(row -> !row.standing().run().status().finished()).isPresent();
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
