package dev.stint.application.engine.upkeep;

import dev.stint.application.api.Config;
import dev.stint.application.engine.action.Registry;
import dev.stint.application.engine.base.StoreClock;
import dev.stint.application.engine.claim.WorkerStop;
import dev.stint.application.log.GuardedLog;
import dev.stint.application.registers.ServedRegister;
import dev.stint.application.registers.UnreadableRegister;
import dev.stint.application.spi.QueryStore;
import dev.stint.application.spi.Steer;
import dev.stint.application.spi.Stores;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.Line;
import dev.stint.domain.TaskId;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.life.Failure;
import dev.stint.domain.life.Orphaned;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.TaskFilter;
import dev.stint.domain.task.TaskRow;
import dev.stint.domain.task.WorkerView;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;

/**
 * Sets apart tasks that are due while no worker has known their type for the configured time, so
 * that each says itself why nobody runs it. {@link UnreadableTasks} lets them go on. For one
 * thread.
 */
public final class Orphans {

  private static final Logger LOG = GuardedLog.of(Orphans.class);
  private static final int PAGE = 500;
  private static final int NOTES_IN_TIME = 4;
  private static final Duration RAREST_LOOK = Duration.ofMinutes(1);

  private static final Set<TaskStatus> WAITING =
      Arrays.stream(TaskStatus.values())
          .filter(s -> s.claimable() || s == TaskStatus.BLOCKED)
          .collect(Collectors.toUnmodifiableSet());

  private final Stores stores;
  private final Registry registry;
  private final Config config;
  private final StoreClock clock;
  private final WorkerStop stop;
  private final ServedRegister served;
  private final UnreadableRegister parked;
  private final Duration after;
  private final long pause;
  private long looked;

  public Orphans(
      Stores stores, Registry registry, Config config, StoreClock clock, WorkerStop stop) {
    this.stores = stores;
    this.registry = registry;
    this.config = config;
    this.clock = clock;
    this.stop = stop;
    this.served = new ServedRegister(stores.registers());
    this.parked = new UnreadableRegister(stores.registers());
    this.after = config.orphanAfter();
    Duration often = after.dividedBy(NOTES_IN_TIME);
    this.pause = (often.compareTo(RAREST_LOOK) < 0 ? often : RAREST_LOOK).toNanos();
    this.looked = clock.nanos() - pause;
  }

  /** Tells what this worker knows, and looks for what nobody knows; does nothing in between. */
  public void look() {
    if (clock.nanos() - looked < pause) {
      return;
    }
    looked = clock.nanos();
    Instant now = clock.now();
    Set<TaskTypeName> known =
        registry.definitions().stream()
            .flatMap(d -> d.names().stream())
            .collect(Collectors.toUnmodifiableSet());
    served.note(known, now, after.dividedBy(NOTES_IN_TIME));
    QueryStore queries = stores.queries();
    Set<TaskTypeName> unknown =
        queries.lines().stream()
            .map(Line::type)
            .filter(type -> !known.contains(type))
            .collect(Collectors.toSet());
    if (!unknown.isEmpty()) {
      queries.workers().stream()
          .filter(WorkerView::live)
          .forEach(w -> unknown.removeAll(w.types()));
      Map<TaskTypeName, Instant> last = served.all();
      unknown.forEach(type -> look(type, Optional.ofNullable(last.get(type)), now));
    }
  }

  private void look(TaskTypeName type, Optional<Instant> seen, Instant now) {
    Instant since = now.minus(after);
    if (seen.filter(at -> at.isAfter(since)).isPresent()) {
      return;
    }
    Failure why = Orphaned.failure(type, seen);
    int all = 0;
    Optional<TaskId> before = Optional.empty();
    while (!stop.stopping()) {
      List<TaskRow> rows = stores.queries().list(filter(type, before));
      all += park(type, rows, since, why);
      if (rows.size() < PAGE) {
        break;
      }
      before = Optional.of(rows.get(rows.size() - 1).standing().spec().id());
    }
    if (all > 0) {
      LOG.error("set apart {} of type {}: {}", all, type, why.message());
    }
  }

  private int park(TaskTypeName type, List<TaskRow> rows, Instant since, Failure why) {
    Duration keep = config.keep();
    List<Steer> moves =
        rows.stream()
            .filter(row -> !row.due().isAfter(since))
            .flatMap(
                row ->
                    Orphaned.park(row.standing().run(), why).stream()
                        .<Steer>map(o -> new Steer.Move(row.standing(), o, keep)))
            .toList();
    if (moves.isEmpty()) {
      return 0;
    }
    parked.note(type, clock.now());
    return (int) stores.steering().steer(moves).stream().filter(WriteResult::stands).count();
  }

  private static TaskFilter filter(TaskTypeName type, Optional<TaskId> before) {
    return new TaskFilter(
        WAITING, Optional.of(type), Optional.empty(), Optional.empty(), before, PAGE);
  }
}
