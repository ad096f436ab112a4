package dev.stint.redis;

import dev.stint.application.spi.Claim;
import dev.stint.application.spi.ClaimId;
import dev.stint.application.spi.LostWorker;
import dev.stint.application.spi.Renewed;
import dev.stint.application.spi.WorkerRow;
import dev.stint.application.spi.WorkerStore;
import dev.stint.domain.Fence;
import dev.stint.domain.TaskId;
import dev.stint.domain.WorkerId;
import dev.stint.domain.life.Signal;
import dev.stint.domain.life.StoredCodes;
import dev.stint.domain.life.WriteKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * See {@link WorkerStore}. The rows of all workers share one slot and are the truth; each partition
 * keeps a mark of who may claim there, made after the row and removed after it was LOST.
 */
final class RedisWorkerStore implements WorkerStore {

  private final Redis redis;
  private final Format format;

  RedisWorkerStore(Redis redis) {
    this.redis = redis;
    this.format = new Format(redis);
  }

  @Override
  public Instant register(WorkerRow worker) {
    format.check();
    Args args =
        id(worker.id())
            .add(worker.label())
            .add(SortKeys.micros(worker.lease()))
            .add(worker.types().stream().map(Object::toString).collect(Collectors.joining("\n")));
    List<?> answer = (List<?>) redis.call("register", redis.workers(), args);
    if ((Long) answer.get(1) == 1) {
      redis.callAll(redis.partitions().each("mark", () -> id(worker.id())));
    }
    return instant(answer.get(0));
  }

  private static Args id(WorkerId worker) {
    return new Args().add(worker.toString());
  }

  private static Instant instant(Object micros) {
    return SortKeys.instant(Long.parseLong(Args.text(micros)));
  }

  @Override
  public Renewed renew(WorkerId worker) {
    List<?> answer = (List<?>) redis.call("renew", redis.workers(), id(worker));
    Instant now = instant(answer.get(0));
    if ((Long) answer.get(1) != 1) {
      return new Renewed(false, now, Map.of(), false);
    }
    String types = Args.text(answer.get(2));
    Map<TaskId, Signal> signals = new HashMap<>();
    boolean waiting = false;
    for (Object heard :
        redis.callAll(redis.partitions().each("signals", () -> id(worker).add(types)))) {
      List<?> parts = (List<?>) heard;
      waiting |= (Long) parts.get(0) > 0;
      List<?> pending = (List<?>) parts.get(1);
      for (int i = 0; i < pending.size(); i += 2) {
        Signal signal = Codes.signal(Args.text(pending.get(i + 1)).charAt(0));
        if (signal != Signal.NONE) {
          signals.put(Row.id(Args.text(pending.get(i))), signal);
        }
      }
    }
    return new Renewed(true, now, signals, waiting);
  }

  @Override
  public void retire(WorkerId worker) {
    long held =
        redis.callAll(redis.partitions().each("holds", () -> id(worker))).stream()
            .mapToLong(n -> (Long) n)
            .sum();
    if (held == 0) {
      redis.call("retire", redis.workers(), id(worker));
      redis.callAll(redis.partitions().each("unmark", () -> id(worker)));
    }
  }

  @Override
  public List<WriteKey> held(WorkerId worker) {
    List<Object> answers = redis.callAll(redis.partitions().each("held", () -> id(worker)));
    List<WriteKey> keys = new ArrayList<>();
    for (int p = 0; p < answers.size(); p++) {
      for (Object parts : (List<?>) answers.get(p)) {
        WriteKey key = key(worker, (List<?>) parts);
        redis.places().saw(key.task(), p);
        keys.add(key);
      }
    }
    return keys;
  }

  private static WriteKey key(WorkerId worker, List<?> parts) {
    return new WriteKey(
        Row.id(Args.text(parts.get(0))),
        worker,
        new Fence(Long.parseLong(Args.text(parts.get(1)))),
        Long.parseLong(Args.text(parts.get(2))));
  }

  @Override
  public List<LostWorker> lose() {
    List<?> answer = (List<?>) redis.call("lose", redis.workers(), new Args());
    List<String> lost = new ArrayList<>();
    List<String> old = new ArrayList<>();
    for (int i = 0; i < answer.size(); i += 2) {
      lost.add(Args.text(answer.get(i)));
      if ((Long) answer.get(i + 1) == 1) {
        old.add(Args.text(answer.get(i)));
      }
    }
    List<String> owners = owners(lost);
    old.stream().filter(w -> !owners.contains(w)).forEach(this::forget);
    return notLive(owners);
  }

  private void forget(String worker) {
    redis.call("retire", redis.workers(), new Args().add(worker));
  }

  private List<String> owners(List<String> lost) {
    Set<String> owners = new LinkedHashSet<>();
    List<Call> calls =
        redis
            .partitions()
            .each(
                "owners",
                () -> {
                  Args args = new Args().add(lost.size());
                  lost.forEach(args::add);
                  return args;
                });
    for (Object some : redis.callAll(calls)) {
      ((List<?>) some).forEach(worker -> owners.add(Args.text(worker)));
    }
    return List.copyOf(owners);
  }

  /** Read after the owners: a row is written before its worker can own a task. */
  private List<LostWorker> notLive(List<String> owners) {
    if (owners.isEmpty()) {
      return List.of();
    }
    Args args = new Args().add(owners.size());
    owners.forEach(args::add);
    List<?> live = (List<?>) redis.call("is_live", redis.workers(), args);
    List<LostWorker> lost = new ArrayList<>();
    for (int i = 0; i < owners.size(); i++) {
      if ((Long) live.get(i) == 0) {
        lost.add(new LostWorker(WorkerId.of(owners.get(i))));
      }
    }
    return lost;
  }

  @Override
  public List<Claim> takeOver(ClaimId reaper, LostWorker lost, int limit) {
    if (notLive(List.of(lost.worker().toString())).isEmpty()) {
      return List.of();
    }
    List<Claim> taken = new ArrayList<>();
    for (int p = 0; p < redis.partitions().count() && taken.size() < limit; p++) {
      Args args =
          id(reaper.worker())
              .add(reaper.number())
              .add(lost.worker().toString())
              .add(limit - taken.size());
      String base = redis.partitions().base(p);
      for (Object fields : (List<?>) redis.call("take_over", base, args)) {
        Row row = Row.at((List<?>) fields, 0);
        Claim claim = row.claim(row.run());
        if (StoredCodes.unknown(claim.run()).isEmpty()) {
          taken.add(claim);
        } else {
          leave(base, claim, lost);
        }
      }
      taken.forEach(c -> redis.places().saw(c.spec()));
    }
    return taken;
  }

  /** A task with a code that this build does not know waits for another one to take it over. */
  private void leave(String base, Claim claim, LostWorker lost) {
    Args args = Writing.key(new Args(), claim.key()).add(lost.worker().toString());
    redis.call("leave_with", base, args);
  }
}
