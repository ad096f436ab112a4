package dev.stint.application.engine.upkeep;

import dev.stint.application.engine.action.Registry;
import dev.stint.application.engine.base.DeclaredSchedules;
import dev.stint.application.engine.base.LoopErrors;
import dev.stint.application.engine.base.StoreClock;
import dev.stint.application.engine.claim.LoopParts;
import dev.stint.application.registers.KeptSchedule;
import dev.stint.application.registers.ScheduleRegister;
import dev.stint.application.spi.QueryStore;
import dev.stint.domain.ScheduleName;
import dev.stint.domain.TaskId;
import dev.stint.domain.schedule.DelayTiming;
import dev.stint.domain.schedule.Timing;
import dev.stint.domain.task.TaskRow;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the runs of schedules. First the run is stored, under an id that every engine derives
 * alike, then the schedule moves on by compare-and-set: whoever dies between the two is repeated,
 * and the repeat changes nothing. One thread.
 */
public final class Schedules {

  private static final long OFTEN = Duration.ofSeconds(1).toNanos();
  private static final long RARELY = Duration.ofSeconds(10).toNanos();
  private static final long LONGEST_WAIT = Duration.ofMinutes(1).toNanos();
  private static final int MOVES = 100;

  private final QueryStore queries;
  private final ScheduleRegister book;
  private final Registry registry;
  private final DeclaredSchedules host;
  private final Duration longest;
  private final StoreClock clock;
  private final LoopErrors errors;
  private final ScheduleMoves moves;
  private final Map<ScheduleName, Long> waits = new HashMap<>();
  private boolean declared;
  private boolean any;
  private long looked;

  /**
   * @param host the schedules named in the host's code
   * @param longest after this time what was read of the schedules is old
   */
  public Schedules(
      QueryStore queries,
      ScheduleRegister book,
      Registry registry,
      DeclaredSchedules host,
      Duration longest,
      ScheduleMoves moves,
      LoopParts loop) {
    this.queries = queries;
    this.book = book;
    this.registry = registry;
    this.host = host;
    this.longest = longest;
    this.clock = loop.clock();
    this.errors = loop.errors();
    this.moves = moves;
    this.looked = clock.nanos() - RARELY;
  }

  /** Looks at the schedules if it is time to, and does what is due; the store's errors wait. */
  public void round() {
    long now = clock.nanos();
    if (now - looked < (any ? OFTEN : RARELY)) {
      return;
    }
    looked = now;
    try {
      declare();
      List<KeptSchedule> all = book.all();
      any = !all.isEmpty();
      make(all.stream().flatMap(kept -> due(kept).stream()).toList());
    } catch (Throwable e) {
      any = true;
      errors.failed("schedules", e);
    }
  }

  private void declare() {
    if (!declared) {
      host.schedules().forEach(host.put());
      declared = true;
    }
  }

  private Optional<ScheduleMoves.Move> due(KeptSchedule kept) {
    boolean known = registry.find(kept.line().type()).isPresent();
    if (!known || kept.paused() || waits(kept)) {
      return Optional.empty();
    }
    return kept.agenda()
        .round(kept.course(), clock.now(), this::standing)
        .map(round -> new ScheduleMoves.Move(kept, round));
  }

  /** A schedule by delay asks after its run in steps that are small against the delay. */
  private boolean waits(KeptSchedule kept) {
    if (!(kept.agenda().timing() instanceof DelayTiming by) || kept.course().due().isPresent()) {
      return false;
    }
    Long until = waits.get(kept.agenda().name());
    if (until != null && looked - until < 0) {
      return true;
    }
    long step =
        by.delay().compareTo(Duration.ofMinutes(4)) < 0 ? by.delay().toNanos() / 4 : LONGEST_WAIT;
    waits.put(kept.agenda().name(), looked + step);
    return false;
  }

  private Timing.Standing standing(TaskId run) {
    Optional<TaskRow> row = queries.find(run);
    return row.map(Schedules::standing).orElse(Timing.Standing.GONE);
  }

  private static Timing.Standing standing(TaskRow row) {
    return row.standing().run().status().finished()
        ? new Timing.Standing(false, row.finished())
        : Timing.Standing.UNFINISHED;
  }

  /** A run that the store refuses keeps no other from its moment. */
  private void make(List<ScheduleMoves.Move> due) {
    for (int from = 0; from < due.size(); from += MOVES) {
      if (clock.nanos() - looked >= longest.toNanos()) {
        return; // What was read is old by now, as after a pause of the process: look again.
      }
      moves.make(due.subList(from, Math.min(due.size(), from + MOVES)));
    }
  }
}
