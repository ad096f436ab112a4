package dev.stint.testing;

import dev.stint.application.api.Config;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.operate.Scheduled;
import dev.stint.application.api.operate.TaskSearch;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.TaskOrder;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.Ageing;
import dev.stint.domain.schedule.DelayTiming;
import dev.stint.domain.task.TaskRow;
import dev.stint.domain.task.WorkerView;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** When something may become due next. */
final class NextMoment {

  private static final Set<TaskStatus> MAY_RUN =
      EnumSet.of(
          TaskStatus.PENDING,
          TaskStatus.BLOCKED,
          TaskStatus.YIELDED,
          TaskStatus.RETRYING,
          TaskStatus.INTERRUPTED);
  private static final Duration TICK = Duration.ofMillis(1);

  /** Schedules are looked at once a second. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** Cleaning, which is due once a day. */
  private static final Duration UPKEEP = Duration.ofDays(1);

  private final Stint stint;
  private final Collection<TaskDefinition<?>> definitions;
  private final Duration upkeep;

  NextMoment(Stint stint, Collection<TaskDefinition<?>> definitions, Config config) {
    this.stint = stint;
    this.definitions = List.copyOf(definitions);
    this.upkeep = config.ageing().map(Ageing::every).orElse(UPKEEP);
  }

  /** The first after {@code now}, at most {@code end}. */
  Instant after(Instant now, Instant end) {
    return Stream.of(tasks(now), schedules(now), leases(), windows(now), Stream.of(upkeep(now)))
        .flatMap(moments -> moments)
        .filter(now::isBefore)
        .filter(end::isAfter)
        .min(Instant::compareTo)
        .orElse(end);
  }

  private Stream<Instant> tasks(Instant now) {
    TaskSearch due =
        TaskSearch.ALL
            .statuses(MAY_RUN)
            .order(TaskOrder.DUE)
            .dueFrom(now.plusNanos(1_000))
            .limit(1);
    return stint.ask().search(due).tasks().stream().map(TaskRow::due);
  }

  private Stream<Instant> schedules(Instant now) {
    return stint.schedules().list().stream()
        .filter(s -> !s.paused())
        .map(s -> next(s, now))
        .map(moment -> moment.isAfter(now) ? moment : now.plus(LOOK));
  }

  /** One that goes by the end of its last run knows its next moment once it looked. */
  private Instant next(Scheduled schedule, Instant now) {
    return schedule.next(1).stream()
        .findFirst()
        .orElse(schedule.timing() instanceof DelayTiming && ended(schedule) ? now : Instant.MAX);
  }

  private boolean ended(Scheduled schedule) {
    Optional<TaskRow> last = schedule.course().last().flatMap(stint.ask()::find);
    return last.filter(run -> !run.status().finished()).isEmpty();
  }

  /** What dead workers held can be taken over. */
  private Stream<Instant> leases() {
    return stint.ask().workers().stream()
        .filter(WorkerView::live)
        .map(w -> w.renewed().plus(w.lease()).plus(TICK));
  }

  private Stream<Instant> windows(Instant now) {
    return definitions.stream().flatMap(d -> d.window().stream()).map(w -> w.opensNext(now));
  }

  private Instant upkeep(Instant now) {
    return now.plus(upkeep);
  }
}
