package dev.stint.application.engine.upkeep;

import dev.stint.application.engine.action.Registry;
import dev.stint.application.engine.base.StoreClock;
import dev.stint.application.engine.claim.FetchSignals;
import dev.stint.application.registers.UnreadableRegister;
import dev.stint.application.spi.Steer;
import dev.stint.application.spi.Stores;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.TaskId;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.life.BlockReason;
import dev.stint.domain.life.Steering;
import dev.stint.domain.life.StoredCodes;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.TaskFilter;
import dev.stint.domain.task.TaskRow;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Lets tasks go on that another build could not read and this one can. For one thread. */
public final class UnreadableTasks {

  private static final int PAGE = 500;
  private static final int PAGES_AT_START = 4;
  private static final long LOOK_EVERY = Duration.ofMinutes(1).toNanos();

  private final Stores stores;
  private final Registry registry;
  private final Duration keep;
  private final StoreClock clock;
  private final FetchSignals fetcher;
  private final UnreadableRegister book;
  private final Map<TaskTypeName, Long> unreadable = new ConcurrentHashMap<>();
  private final Deque<UnreadableRegister.Entry> looking = new ArrayDeque<>();
  private Optional<TaskId> before = Optional.empty();
  private boolean someLeft;
  private boolean missed;
  private long looked;

  public UnreadableTasks(
      Stores stores,
      Registry registry,
      Duration keep,
      StoreClock clock,
      FetchSignals fetcher,
      UnreadableRegister book) {
    this.stores = stores;
    this.registry = registry;
    this.keep = keep;
    this.clock = clock;
    this.fetcher = fetcher;
    this.book = book;
    this.looked = clock.nanos() - LOOK_EVERY;
  }

  /** The first pages, so that a short batch does its part. */
  public void begin() {
    page();
    for (int i = 1; i < PAGES_AT_START && !looking.isEmpty(); i++) {
      page();
    }
  }

  /** Looks at one page of what is parked; at nothing but the book, now and then, if nothing is. */
  public void page() {
    if (looking.isEmpty() && clock.nanos() - looked >= LOOK_EVERY) {
      looked = clock.nanos();
      book.all().stream().filter(this::promising).forEach(looking::add);
    }
    if (!looking.isEmpty()) {
      look(looking.element());
    }
  }

  /** Whether this build knows the type, and did not look at all its parked tasks since. */
  private boolean promising(UnreadableRegister.Entry entry) {
    Long seen = unreadable.get(entry.type());
    return registry.find(entry.type()).isPresent() && (seen == null || seen != entry.version());
  }

  private void look(UnreadableRegister.Entry entry) {
    List<TaskRow> rows = stores.queries().list(filter(entry.type()));
    List<Steer> moves = rows.stream().flatMap(row -> move(row).stream()).toList();
    if (!moves.isEmpty()) {
      // One that was changed meanwhile may still be parked: the type is looked at once more.
      missed |= !stores.steering().steer(moves).stream().allMatch(WriteResult::stands);
      fetcher.hint();
    }
    someLeft |= rows.stream().filter(UnreadableTasks::parked).count() > moves.size();
    before = rows.isEmpty() ? before : Optional.of(id(rows.get(rows.size() - 1)));
    if (rows.size() < PAGE) {
      ended(entry);
    }
  }

  private void ended(UnreadableRegister.Entry entry) {
    boolean settled = entry.isSettled(clock.now());
    if (settled && !missed && someLeft) {
      unreadable.put(entry.type(), entry.version());
    } else if (settled && !missed) {
      book.forget(entry);
    }
    looking.remove();
    before = Optional.empty();
    someLeft = false;
    missed = false;
  }

  private TaskFilter filter(TaskTypeName type) {
    return new TaskFilter(
        Set.of(TaskStatus.BLOCKED),
        Optional.of(type),
        Optional.empty(),
        Optional.empty(),
        before,
        PAGE);
  }

  private static TaskId id(TaskRow row) {
    return row.standing().spec().id();
  }

  private static boolean parked(TaskRow row) {
    return row.standing().run().blockedBy(BlockReason.UNREADABLE);
  }

  private Optional<Steer> move(TaskRow row) {
    var seen = row.standing();
    boolean apart = StoredCodes.unknown(seen.run()).isPresent();
    if (!parked(row) || apart || registry.unreadable(seen.spec(), seen.run()).isPresent()) {
      return Optional.empty();
    }
    return Steering.unblock(seen.run()).map(o -> new Steer.Move(seen, o, keep));
  }
}
