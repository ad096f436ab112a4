package dev.stint.redis;

import dev.stint.application.spi.Landing;
import dev.stint.application.spi.Standing;
import dev.stint.application.spi.Steer;
import dev.stint.application.spi.SteerStore;
import dev.stint.domain.IdempotencyKey;
import dev.stint.domain.Payload;
import dev.stint.domain.policy.HeadPolicy;
import java.util.ArrayList;
import java.util.List;

/** See {@link SteerStore}. */
final class RedisSteerStore implements SteerStore {

  private static final byte[] NOTHING = new byte[0];

  private final Redis redis;
  private final Keys keys;
  private final Cleaning cleaning;

  RedisSteerStore(Redis redis) {
    this.redis = redis;
    this.keys = new Keys(redis);
    this.cleaning = new Cleaning(redis, keys);
  }

  @Override
  public List<Landing> steer(List<Steer> changes) {
    List<Steer> going = changes.stream().filter(this::holdsKey).toList();
    List<Landing> landings =
        new ArrayList<>(
            redis.batch(
                "steer",
                going,
                s -> redis.places().of(s.seen().spec()),
                RedisSteerStore::bind,
                (letters, i) -> Letters.landing(letters.charAt(i)),
                Args::text));
    for (int i = 0; i < changes.size(); i++) {
      if (!going.contains(changes.get(i))) {
        landings.add(i, Landing.STALE);
      }
    }
    return landings;
  }

  /** Before a restart its ACTIVE key is taken again; false if that names another live task. */
  private boolean holdsKey(Steer change) {
    boolean restart = change instanceof Steer.Move move && restarts(move);
    boolean active =
        change
            .seen()
            .spec()
            .key()
            .filter(k -> k.scope() == IdempotencyKey.Scope.ACTIVE)
            .isPresent();
    return !restart || !active || keys.retake(change.seen().spec());
  }

  private static boolean restarts(Steer.Move move) {
    return move.seen().run().status().finished() && !move.outcome().finished();
  }

  private static void bind(Args args, Steer change) {
    if (change instanceof Steer.Move move) {
      seen(args.add("move"), move.seen()).add(Letters.seen(move.seen().run()));
      Writing.outcome(args, move.outcome(), move.keep(), HeadPolicy.HOLD)
          .add(Writing.mark(move.seen().fence()))
          .add(restarts(move) ? Writing.end(move.seen()) : NOTHING);
    } else if (change instanceof Steer.Raise raise) {
      seen(args.add("raise"), raise.seen()).add(Letters.of(raise.signal()));
    } else if (change instanceof Steer.Adjust adjust) {
      seen(args.add("adjust"), adjust.seen())
          .add(adjust.priority().map(Members::priority).orElse(""))
          .add(adjust.options().isPresent())
          .add(adjust.options().orElse(Payload.NONE));
    }
  }

  private static Args seen(Args args, Standing seen) {
    return args.add(Row.hex(seen.spec().id()))
        .add(Writing.fence(seen.fence()))
        .add(Writing.sequence(seen.sequence()));
  }

  @Override
  public int clean(Sweep sweep) {
    return cleaning.clean(sweep);
  }
}
