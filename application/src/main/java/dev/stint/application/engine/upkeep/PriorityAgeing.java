package dev.stint.application.engine.upkeep;

import dev.stint.application.api.Config;
import dev.stint.application.engine.base.StoreClock;
import dev.stint.application.engine.claim.WorkerStop;
import dev.stint.application.registers.TurnRegister;
import dev.stint.application.spi.QueryStore;
import dev.stint.application.spi.Steer;
import dev.stint.application.spi.Stores;
import dev.stint.domain.life.BlockReason;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.Ageing;
import dev.stint.domain.task.TaskFilter;
import dev.stint.domain.task.TaskRow;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** Raises what waits, once in the configured time over all workers. For one thread. */
public final class PriorityAgeing {

  private static final String TURN = "ageing";
  private static final int PAGE = 500;

  private static final Set<TaskStatus> WAITING =
      Arrays.stream(TaskStatus.values())
          .filter(s -> s.claimable() || s == TaskStatus.BLOCKED)
          .collect(Collectors.toUnmodifiableSet());

  private final Stores stores;
  private final Config config;
  private final StoreClock clock;
  private final WorkerStop stop;
  private final TurnRegister turns;
  private long looked;

  public PriorityAgeing(Stores stores, Config config, StoreClock clock, WorkerStop stop) {
    this.stores = stores;
    this.config = config;
    this.clock = clock;
    this.stop = stop;
    this.turns = new TurnRegister(stores.registers());
    this.looked = clock.nanos() - Duration.ofDays(1).toNanos();
  }

  /** Does nothing where no ageing is configured, or it is not time. */
  public void look() {
    Optional<Ageing> ageing = config.ageing();
    long now = clock.nanos();
    if (ageing.filter(a -> now - looked >= a.every().toNanos() / 4).isPresent()) {
      looked = now;
      look(ageing.get());
    }
  }

  private void look(Ageing ageing) {
    Instant now = clock.now();
    if (turns.take(TURN, now, last -> Optional.of(last.plus(ageing.every()))).isEmpty()) {
      return;
    }
    QueryStore queries = stores.queries();
    TaskFilter page = TaskFilter.newest(PAGE).statuses(WAITING);
    List<TaskRow> rows;
    do {
      rows = queries.list(page);
      raise(ageing, rows, now);
      page = rows.isEmpty() ? page : page.before(rows.get(rows.size() - 1).standing().spec().id());
    } while (rows.size() == PAGE && !stop.stopping());
  }

  private void raise(Ageing ageing, List<TaskRow> rows, Instant now) {
    List<Steer> raised = rows.stream().flatMap(row -> raise(ageing, row, now).stream()).toList();
    if (!raised.isEmpty()) {
      // One that moved on meanwhile waits no more.
      stores.steering().steer(raised);
    }
  }

  private static Optional<Steer> raise(Ageing ageing, TaskRow row, Instant now) {
    Run run = row.standing().run();
    boolean waits = run.status().claimable() || run.blockedBy(BlockReason.TURN);
    OptionalInt raised =
        ageing.raised(row.standing().spec().priority(), Duration.between(row.due(), now));
    return waits && raised.isPresent()
        ? Optional.of(
            new Steer.Adjust(row.standing(), Optional.of(raised.getAsInt()), Optional.empty()))
        : Optional.empty();
  }
}
