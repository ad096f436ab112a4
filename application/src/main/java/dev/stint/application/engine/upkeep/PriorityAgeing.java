package dev.stint.application.engine.upkeep;

import dev.stint.application.api.Config;
import dev.stint.application.engine.base.StoreClock;
import dev.stint.application.registers.TurnRegister;
import dev.stint.application.spi.Steer;
import dev.stint.application.spi.Stores;
import dev.stint.domain.TaskOrder;
import dev.stint.domain.TaskPlace;
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
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * Raises what waits, once in the configured time over all workers, the oldest first. Where much
 * waits, a round takes several looks, so that no look reads more than a few pages; what a worker
 * that stops has not come to is raised in the next round. For one thread.
 */
public final class PriorityAgeing {

  private static final String TURN = "ageing";
  private static final int PAGE = 500;

  /** How many pages a look reads. */
  static final int PAGES = 4;

  private static final Set<TaskStatus> WAITING =
      Arrays.stream(TaskStatus.values())
          .filter(s -> s.claimable() || s == TaskStatus.BLOCKED)
          .collect(Collectors.toUnmodifiableSet());

  private final Stores stores;
  private final Config config;
  private final StoreClock clock;
  private final BooleanSupplier stopping;
  private final TurnRegister turns;
  private long looked;
  private Optional<TaskFilter> rest = Optional.empty();

  public PriorityAgeing(Stores stores, Config config, StoreClock clock, BooleanSupplier stopping) {
    this.stores = stores;
    this.config = config;
    this.clock = clock;
    this.stopping = stopping;
    this.turns = new TurnRegister(stores.registers());
    this.looked = clock.nanos() - Duration.ofDays(1).toNanos();
  }

  /** Does nothing where no ageing is configured, or it is not time. */
  public void look() {
    Optional<Ageing> ageing = config.ageing();
    if (ageing.isEmpty()) {
      return;
    }
    if (rest.isEmpty()) {
      rest = begun(ageing.get());
    }
    for (int i = 0; i < PAGES && rest.isPresent() && !stopping.getAsBoolean(); i++) {
      rest = raised(ageing.get(), rest.get());
    }
  }

  /** The first page of a round, if it is time for one and no other worker has it. */
  private Optional<TaskFilter> begun(Ageing ageing) {
    long nanos = clock.nanos();
    if (nanos - looked < ageing.every().toNanos() / 4) {
      return Optional.empty();
    }
    looked = nanos;
    return turns
        .take(TURN, clock.now(), last -> Optional.of(last.plus(ageing.every())))
        .map(turn -> TaskFilter.newest(PAGE).statuses(WAITING).order(TaskOrder.OLDEST));
  }

  /** Raises what is on a page; answers the next one, if there is any. */
  private Optional<TaskFilter> raised(Ageing ageing, TaskFilter page) {
    List<TaskRow> rows = stores.queries().list(page);
    raise(ageing, rows, clock.now());
    return rows.size() < PAGE
        ? Optional.empty()
        : Optional.of(page.after(place(rows.get(rows.size() - 1))));
  }

  private static TaskPlace place(TaskRow row) {
    return new TaskPlace(TaskOrder.OLDEST, 0, row.standing().spec().id());
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
