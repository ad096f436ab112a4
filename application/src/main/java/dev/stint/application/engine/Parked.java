package dev.stint.application.engine;

import dev.stint.application.spi.QueryStore;
import dev.stint.application.spi.Steer;
import dev.stint.application.spi.Stores;
import dev.stint.application.spi.TaskRow;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.BlockReason;
import dev.stint.domain.life.Steering;
import dev.stint.domain.life.TaskStatus;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Lets tasks go on that an earlier build parked as unreadable and this one can read. One pass. */
final class Parked {

  private static final int PAGE = 500;
  private static final int PAGES_AT_START = 4;

  private final Crew crew;
  private Optional<TaskId> before = Optional.empty();
  private boolean done;

  Parked(Crew crew) {
    this.crew = crew;
  }

  /** The first pages, so that a short batch does its part. */
  void begin() {
    for (int i = 0; i < PAGES_AT_START && !done; i++) {
      page();
    }
  }

  /** One page of the BLOCKED tasks; nothing once all were looked at. */
  void page() {
    if (done) {
      return;
    }
    Stores stores = crew.parts().stores();
    List<TaskRow> rows = stores.queries().list(filter());
    List<Steer> moves = rows.stream().flatMap(row -> move(row).stream()).toList();
    if (!moves.isEmpty()) {
      // One that moved on meanwhile is somebody else's by now.
      stores.steering().steer(moves);
      crew.fetcher().hint();
    }
    done = rows.size() < PAGE;
    before = rows.isEmpty() ? before : Optional.of(id(rows.get(rows.size() - 1)));
  }

  private QueryStore.Filter filter() {
    return new QueryStore.Filter(
        Set.of(TaskStatus.BLOCKED),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        before,
        PAGE);
  }

  private static TaskId id(TaskRow row) {
    return row.standing().spec().id();
  }

  private Optional<Steer> move(TaskRow row) {
    var seen = row.standing();
    boolean parked = seen.run().blockedBy(BlockReason.UNREADABLE);
    Registry registry = crew.parts().registry();
    if (!parked || registry.unreadable(seen.spec(), seen.run()).isPresent()) {
      return Optional.empty();
    }
    return Steering.unblock(seen.run())
        .map(o -> new Steer.Move(seen, o, crew.parts().config().keep()));
  }
}
