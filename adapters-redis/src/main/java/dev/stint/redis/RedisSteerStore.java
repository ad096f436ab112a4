package dev.stint.redis;

import dev.stint.application.spi.Steer;
import dev.stint.application.spi.SteerStore;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.Payload;
import dev.stint.domain.TaskId;
import dev.stint.domain.policy.HeadPolicy;
import dev.stint.domain.store.SteerMove;
import dev.stint.domain.store.TakenKey;
import dev.stint.domain.task.VersionedTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** See {@link SteerStore}. */
final class RedisSteerStore implements SteerStore {

  private final Redis redis;
  private final TaskLocator locator;
  private final Keys keys;
  private final Cleaning cleaning;

  RedisSteerStore(Redis redis) {
    this.redis = redis;
    this.locator = new TaskLocator(redis);
    this.keys = new Keys(redis);
    this.cleaning = new Cleaning(redis, keys);
  }

  @Override
  public List<WriteResult> steer(List<Steer> changes) {
    List<Steer> going = changes.stream().filter(this::holdsKey).toList();
    List<WriteResult> results =
        new ArrayList<>(
            redis.batch(
                "steer",
                going,
                s -> redis.places().of(s.seen().spec()),
                (args, s) -> bind(args, s, ended(s)),
                (codes, i) -> Codes.landing(codes.charAt(i)),
                Args::text));
    for (int i = 0; i < changes.size(); i++) {
      if (!going.contains(changes.get(i))) {
        results.add(i, WriteResult.STALE);
      }
    }
    return results;
  }

  /** Before a restart its ACTIVE key is taken again; false if that names another live task. */
  private boolean holdsKey(Steer change) {
    boolean restart = change instanceof Steer.Move move && kind(move).revives();
    boolean active = TakenKey.ofRestart(change.seen().spec()).isPresent();
    return !restart || !active || keys.retake(change.seen().spec());
  }

  private static SteerMove kind(Steer.Move move) {
    return SteerMove.of(move.seen().run(), move.outcome());
  }

  /** The finished task that a restart takes back. */
  private Optional<Row> ended(Steer change) {
    boolean restart = change instanceof Steer.Move move && kind(move).revives();
    TaskId task = change.seen().spec().id();
    return restart ? Row.of(locator.ask("row", task, Writing.id(task))) : Optional.empty();
  }

  private static void bind(Args args, Steer change, Optional<Row> ended) {
    if (change instanceof Steer.Move move) {
      seen(args.add("move"), move.seen()).add(Codes.seen(move.seen().run()));
      Writing.outcome(args, move.outcome(), move.keep(), HeadPolicy.HOLD)
          .add(RunHistory.mark(move.seen().fence()))
          .add(RunHistory.ended(ended))
          .add(ended.map(row -> row.end().most()).orElse(Integer.MAX_VALUE))
          .add(kind(move) == SteerMove.REPLAY);
      Writing.notes(args, move.notes(), new byte[0], 0);
    } else if (change instanceof Steer.Raise raise) {
      seen(args.add("raise"), raise.seen()).add(Codes.of(raise.signal()));
    } else if (change instanceof Steer.Adjust adjust) {
      seen(args.add("adjust"), adjust.seen())
          .add(adjust.priority().map(SortKeys::priority).orElse(""))
          .add(adjust.options().isPresent())
          .add(adjust.options().orElse(Payload.NONE));
    }
  }

  private static Args seen(Args args, VersionedTask seen) {
    return args.add(Row.hex(seen.spec().id()))
        .add(Writing.fence(seen.fence()))
        .add(Writing.sequence(seen.sequence()));
  }

  @Override
  public int clean(Sweep sweep) {
    return cleaning.clean(sweep);
  }
}
