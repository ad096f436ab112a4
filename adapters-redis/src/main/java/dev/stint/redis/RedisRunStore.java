package dev.stint.redis;

import dev.stint.application.spi.Checkpoint;
import dev.stint.application.spi.CheckpointResult;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.ClaimId;
import dev.stint.application.spi.ClaimRequest;
import dev.stint.application.spi.Claimed;
import dev.stint.application.spi.RunStore;
import dev.stint.application.spi.Settlement;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Phase;
import dev.stint.domain.life.StoredCodes;
import dev.stint.domain.life.WriteKey;
import dev.stint.domain.task.VersionedTask;
import dev.stint.redis.ClaimSplit.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** See {@link RunStore}. */
final class RedisRunStore implements RunStore {

  private static final int HEADS = 16;
  private static final byte[] NO_HISTORY = new byte[0];

  private final Redis redis;
  private final TaskLocator locator;
  private final Claiming claiming;
  private final Settling settling;

  RedisRunStore(Redis redis) {
    this.redis = redis;
    this.locator = new TaskLocator(redis);
    this.claiming = new Claiming(redis);
    this.settling = new Settling(redis);
  }

  @Override
  public Claimed claim(ClaimRequest request) {
    return claiming.claim(request, settling::release);
  }

  @Override
  public List<Claim> claimed(ClaimId id) {
    List<Call> calls =
        redis
            .partitions()
            .each("claimed", () -> new Args().add(id.worker().toString()).add(id.number()));
    return redis.callAll(calls).stream()
        .flatMap(answer -> ((List<?>) answer).stream())
        .map(fields -> Row.at((List<?>) fields, 0))
        .sorted(Comparator.comparing(Row::member))
        .peek(row -> redis.places().saw(row.spec()))
        .map(row -> row.claim(row.run().phase() == Phase.CLAIMED ? row.before() : row.run()))
        .filter(claim -> StoredCodes.unknown(claim.run()).isEmpty())
        .toList();
  }

  @Override
  public List<CheckpointResult> checkpoint(List<Checkpoint> checkpoints) {
    return locator
        .letters("checkpoint", 2, checkpoints, c -> c.key().task(), RedisRunStore::bind)
        .stream()
        .map(a -> new CheckpointResult(Codes.landing(a.charAt(0)), Codes.signal(a.charAt(1))))
        .toList();
  }

  private static void bind(Args args, Checkpoint checkpoint) {
    Writing.key(args, checkpoint.key())
        .add(Codes.of(checkpoint.run().phase()))
        .add(TaskCodec.run(checkpoint.run()))
        .add(checkpoint.run().suspect());
    Writing.notes(args, checkpoint.notes(), NO_HISTORY, 0);
  }

  @Override
  public List<WriteResult> settle(List<Settlement> settlements) {
    return settling.settle(settlements);
  }

  @Override
  public List<WriteResult> release(List<WriteKey> keys) {
    return settling.release(keys);
  }

  /** The earliest first across partitions as far as the heads reach, in turns beyond. */
  @Override
  public int promote(int limit) {
    int heads = Math.max(1, Math.min(limit, HEADS));
    List<Object> due = redis.callAll(redis.partitions().each("due", () -> new Args().add(heads)));
    List<Source> sources = new ArrayList<>();
    for (int p = 0; p < due.size(); p++) {
      List<?> answer = (List<?>) due.get(p);
      if (answer.size() > 1) {
        List<String> first =
            ((List<?>) answer.get(1))
                .stream().map(m -> Args.text(m).substring(SortKeys.BEFORE_DUE)).toList();
        sources.add(new Source(p, 0, false, first, (Long) answer.get(0)));
      }
    }
    ClaimSplit.Shares shares = ClaimSplit.share(sources, limit);
    List<Call> calls = new ArrayList<>();
    for (int p = 0; p < due.size(); p++) {
      if (shares.of(p) > 0) {
        Args args = new Args().add(shares.of(p));
        calls.add(new Call("promote", redis.partitions().base(p), args));
      }
    }
    return redis.callAll(calls).stream().mapToInt(n -> ((Long) n).intValue()).sum();
  }

  /** A script hands each key on in the step that frees it: nothing is ever cut off half way. */
  @Override
  public int deliver(int limit, Duration age) {
    return 0;
  }

  @Override
  public Optional<VersionedTask> standing(TaskId task) {
    return Row.of(locator.ask("row", task, Writing.id(task))).map(Row::standing);
  }
}
