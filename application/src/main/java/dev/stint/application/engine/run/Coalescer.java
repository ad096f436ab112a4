package dev.stint.application.engine.run;

import dev.stint.application.api.ArgumentCodec;
import dev.stint.application.api.RequestOptions;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.Steer;
import dev.stint.application.spi.Stores;
import dev.stint.domain.SerialKey;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Steering;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.TaskFilter;
import dev.stint.domain.task.TaskRow;
import dev.stint.domain.task.VersionedTask;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Lets a coalescing task absorb, as it begins, the waiting tasks of its serial key whose threshold
 * is its own or greater: "recompute from X on" does the work of all that would begin later. Each is
 * SUPERSEDED by compare-and-set and names its absorber; one that moved meanwhile runs itself.
 */
public final class Coalescer {

  private static final int PAGE = 500;
  private static final Set<TaskStatus> WAITING =
      EnumSet.complementOf(
          EnumSet.of(
              TaskStatus.RUNNING,
              TaskStatus.SUCCEEDED,
              TaskStatus.FAILED,
              TaskStatus.CANCELLED,
              TaskStatus.SUPERSEDED));

  private final Stores stores;
  private final ArgumentCodec codec;
  private final Duration keep;
  private final Consumer<TaskId> pendingWakes;

  /**
   * @param keep how long the record of an absorbed task stays
   * @param pendingWakes told whose end others wait for
   */
  public Coalescer(
      Stores stores, ArgumentCodec codec, Duration keep, Consumer<TaskId> pendingWakes) {
    this.stores = stores;
    this.codec = codec;
    this.keep = keep;
    this.pendingWakes = pendingWakes;
  }

  /** Absorbs whatever the task may; does nothing for one that is not coalescing. */
  void absorb(Claim claim, RequestOptions options) {
    Optional<SerialKey> key = claim.spec().serialKey();
    if (key.isEmpty() || options.absorbs().isEmpty()) {
      return;
    }
    TaskFilter filter = TaskFilter.newest(PAGE).serialKey(key.get()).statuses(WAITING);
    List<TaskRow> page = stores.queries().list(filter);
    while (!page.isEmpty()) {
      absorb(page, claim.key().task(), options.absorbs().get());
      TaskId last = page.get(page.size() - 1).standing().spec().id();
      page = page.size() < PAGE ? List.of() : stores.queries().list(filter.before(last));
    }
  }

  private void absorb(List<TaskRow> page, TaskId by, long threshold) {
    List<Steer> moves =
        page.stream()
            .map(TaskRow::standing)
            .filter(s -> !s.spec().id().equals(by) && absorbed(s, threshold))
            .<Steer>flatMap(s -> superseded(s, by).stream())
            .collect(Collectors.toList());
    var results = stores.steering().steer(moves);
    for (int i = 0; i < moves.size(); i++) {
      if (results.get(i).owesWake()) {
        pendingWakes.accept(moves.get(i).seen().spec().id());
      }
    }
  }

  private Optional<Steer> superseded(VersionedTask seen, TaskId by) {
    return Steering.supersede(seen.run(), by).map(o -> new Steer.Move(seen, o, keep));
  }

  /** Only what coalesces itself is absorbed, and nothing that cannot be read. */
  private boolean absorbed(VersionedTask seen, long threshold) {
    if (seen.spec().options().isNone()) {
      return false;
    }
    try {
      RequestOptions options =
          (RequestOptions) codec.decode(seen.spec().options(), RequestOptions.class);
      return options.absorbs().filter(own -> own >= threshold).isPresent();
    } catch (ArgumentCodec.UnreadableException e) {
      return false;
    }
  }
}
