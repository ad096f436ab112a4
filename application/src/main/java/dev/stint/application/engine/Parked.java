package dev.stint.application.engine;

import dev.stint.application.registers.ParkedBook;
import dev.stint.application.spi.ArgumentCodec;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.Landing;
import dev.stint.application.spi.QueryStore;
import dev.stint.application.spi.Steer;
import dev.stint.application.spi.StoreException;
import dev.stint.application.spi.Stores;
import dev.stint.application.spi.TaskRow;
import dev.stint.domain.TaskId;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.life.BlockReason;
import dev.stint.domain.life.Failure;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.Steering;
import dev.stint.domain.life.StoredCodes;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.life.Waiting;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Parks tasks that this build cannot read, and lets those go on that another build parked and this
 * one can read. Parking is thread-safe; the rest is for one thread.
 */
final class Parked {

  private static final int PAGE = 500;
  private static final int PAGES_AT_START = 4;
  private static final long LOOK_EVERY = Duration.ofMinutes(1).toNanos();

  private final Crew crew;
  private final ParkedBook book;
  private final Map<TaskTypeName, Long> noted = new ConcurrentHashMap<>();
  private final Map<TaskTypeName, Long> unreadable = new ConcurrentHashMap<>();
  private final Deque<ParkedBook.Entry> looking = new ArrayDeque<>();
  private Optional<TaskId> before = Optional.empty();
  private boolean someLeft;
  private boolean missed;
  private long looked;

  Parked(Crew crew) {
    this.crew = crew;
    this.book = new ParkedBook(crew.parts().stores().registers());
    this.looked = crew.clock().nanos() - LOOK_EVERY;
  }

  /** Ends a claim that no stint of this build can be made of. */
  void park(Claim claim, Run run, ArgumentCodec.UnreadableException e) {
    try {
      note(claim.spec().line().type());
    } catch (StoreException away) {
      crew.failed("park", away);
      crew.intake().handBack(List.of(claim));
      return;
    }
    Failure why = Failure.permanent("unreadable", String.valueOf(e.getMessage()));
    crew.writes()
        .settle(claim, claim.key().next(), Waiting.unreadable(run, claim.run().status(), why));
  }

  private void note(TaskTypeName type) {
    long now = crew.clock().nanos();
    Long last = noted.get(type);
    if (last == null || now - last >= ParkedBook.FRESH.toNanos()) {
      book.note(type, crew.clock().now());
      noted.put(type, now);
    }
  }

  /** The first pages, so that a short batch does its part. */
  void begin() {
    page();
    for (int i = 1; i < PAGES_AT_START && !looking.isEmpty(); i++) {
      page();
    }
  }

  /** Looks at one page of what is parked; at nothing but the book, now and then, if nothing is. */
  void page() {
    if (looking.isEmpty() && crew.clock().nanos() - looked >= LOOK_EVERY) {
      looked = crew.clock().nanos();
      book.all().stream().filter(this::promising).forEach(looking::add);
    }
    if (!looking.isEmpty()) {
      look(looking.element());
    }
  }

  /** Whether this build knows the type, and did not look at all its parked tasks since. */
  private boolean promising(ParkedBook.Entry entry) {
    Long seen = unreadable.get(entry.type());
    return crew.parts().registry().find(entry.type()).isPresent()
        && (seen == null || seen != entry.version());
  }

  private void look(ParkedBook.Entry entry) {
    Stores stores = crew.parts().stores();
    List<TaskRow> rows = stores.queries().list(filter(entry.type()));
    List<Steer> moves = rows.stream().flatMap(row -> move(row).stream()).toList();
    if (!moves.isEmpty()) {
      // One that was changed meanwhile may still be parked: the type is looked at once more.
      missed |= !stores.steering().steer(moves).stream().allMatch(Landing::stands);
      crew.fetcher().hint();
    }
    someLeft |= rows.stream().filter(Parked::parked).count() > moves.size();
    before = rows.isEmpty() ? before : Optional.of(id(rows.get(rows.size() - 1)));
    if (rows.size() < PAGE) {
      ended(entry);
    }
  }

  private void ended(ParkedBook.Entry entry) {
    boolean settled = entry.isSettled(crew.clock().now());
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

  private QueryStore.Filter filter(TaskTypeName type) {
    return new QueryStore.Filter(
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
    Registry registry = crew.parts().registry();
    boolean apart = StoredCodes.unknown(seen.run()).isPresent();
    if (!parked(row) || apart || registry.unreadable(seen.spec(), seen.run()).isPresent()) {
      return Optional.empty();
    }
    return Steering.unblock(seen.run())
        .map(o -> new Steer.Move(seen, o, crew.parts().config().keep()));
  }
}
