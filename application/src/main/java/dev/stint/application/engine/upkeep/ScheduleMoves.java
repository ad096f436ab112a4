package dev.stint.application.engine.upkeep;

import dev.stint.application.api.extend.TaskObserver;
import dev.stint.application.engine.base.Batches;
import dev.stint.application.engine.claim.FetchSignals;
import dev.stint.application.engine.write.Writer;
import dev.stint.application.registers.KeptSchedule;
import dev.stint.application.registers.ScheduleRegister;
import dev.stint.application.spi.NewTask;
import dev.stint.application.spi.RegisterStore.Swap;
import dev.stint.application.spi.Stores;
import dev.stint.application.spi.Wakeups;
import dev.stint.domain.Line;
import dev.stint.domain.schedule.ScheduleRules;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Stores the runs of schedules, then moves the schedules on. One thread. */
public final class ScheduleMoves {

  private final Stores stores;
  private final ScheduleRegister book;
  private final Wakeups wakeups;
  private final FetchSignals fetcher;
  private final Writer<Move, Move> moves;

  public ScheduleMoves(
      Stores stores,
      ScheduleRegister book,
      Wakeups wakeups,
      FetchSignals fetcher,
      TaskObserver observer) {
    this.stores = stores;
    this.book = book;
    this.wakeups = wakeups;
    this.fetcher = fetcher;
    // What the store cannot take now is for the next round: it is not tried again here.
    this.moves = new Writer<>("schedules", this::makeAll, observer, () -> true);
  }

  /** A schedule, and the round that it is due for. */
  record Move(KeptSchedule kept, ScheduleRules.Round round) {}

  /** A move that the store refuses keeps no other from its moment. */
  void make(List<Move> due) {
    moves.write(due);
  }

  private List<Move> makeAll(List<Move> due) {
    List<NewTask> tasks =
        due.stream().flatMap(m -> m.round.runs().stream().map(m.kept::task)).toList();
    Batches.each(tasks, NewTask::bytes, stores.requests()::insert);
    List<Swap> swaps = due.stream().map(m -> book.moved(m.kept, m.round.after())).toList();
    // STALE: another engine was faster, with the same runs.
    stores.registers().swap(swaps);
    if (!tasks.isEmpty()) {
      Set<Line> lines = tasks.stream().map(t -> t.spec().line()).collect(Collectors.toSet());
      wakeups.publish(lines);
      fetcher.hint();
    }
    return due;
  }
}
