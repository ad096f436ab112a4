package dev.stint.jdbc;

import dev.stint.application.spi.NewTask;
import dev.stint.domain.life.ClaimRank;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.SerialKeyRules;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * A new task as it is first stored: due and with a serial key, it waits for its turn until the key
 * is looked at.
 *
 * @param place in the order in which the tasks were asked for
 */
record NewRow(NewTask task, int place) {

  boolean waits(long now) {
    int readyState = ReadyState.of(task.run(), due(now), now);
    return task.spec().serialKey().isPresent()
        && (readyState == ReadyState.READY || readyState == ReadyState.SUSPECT);
  }

  private long due(long now) {
    var at = Row.instant(now);
    return Row.micros(task.due().on(at, at));
  }

  PreparedBatch bind(PreparedBatch batch, long now) {
    boolean keyed = task.spec().serialKey().isPresent();
    Run run = waits(now) ? SerialKeyRules.waiting(task.run()) : task.run();
    long due = due(now);
    Binding.spec(batch, task.spec());
    return Binding.run(batch, run)
        .bind("due", due)
        .bind("rank", ClaimRank.ORDINARY.ordinal())
        .bind("readyState", ReadyState.of(run, due, now))
        // A microsecond apart, for the tasks of a key go in the order in which they were asked for.
        .bind("requested", keyed ? now + place : now);
  }
}
