package dev.stint.jdbc;

import dev.stint.application.spi.NewTask;
import dev.stint.domain.life.ClaimRank;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.SerialKeyRules;
import dev.stint.domain.store.ReadyState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * A new task as it is first stored: due and with a serial key, it waits for its turn until the key
 * is looked at.
 *
 * @param place in the order in which the tasks were asked for
 */
record NewRow(NewTask task, int place) {

  /** Each in its place. */
  static List<NewRow> of(List<NewTask> tasks) {
    List<NewRow> rows = new ArrayList<>(tasks.size());
    for (NewTask task : tasks) {
      rows.add(new NewRow(task, rows.size()));
    }
    return rows;
  }

  boolean waits(long now) {
    return waits(due(Row.instant(now)) <= now);
  }

  private boolean waits(boolean due) {
    return task.spec().serialKey().isPresent() && ReadyState.of(task.run(), due).ready();
  }

  /** Where it starts. */
  Run run(boolean due) {
    return waits(due) ? SerialKeyRules.waiting(task.run()) : task.run();
  }

  long due(Instant now) {
    return Row.micros(task.due().on(now, now));
  }

  /** A microsecond apart, for the tasks of a key go in the order in which they were asked for. */
  long requested(long now) {
    return task.spec().serialKey().isPresent() ? now + place : now;
  }

  PreparedBatch bind(PreparedBatch batch, long now) {
    long due = due(Row.instant(now));
    Run run = run(due <= now);
    Binding.spec(batch, task.spec());
    return Binding.run(batch, run)
        .bind("due", due)
        .bind("rank", ClaimRank.ORDINARY.ordinal())
        .bind("readyState", ReadyState.of(run, due <= now).code())
        .bind("requested", requested(now));
  }
}
