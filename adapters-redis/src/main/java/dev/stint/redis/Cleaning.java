package dev.stint.redis;

import dev.stint.application.spi.SteerStore;
import dev.stint.domain.IdempotencyKey;
import dev.stint.domain.Payload;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.store.TakenKey;
import dev.stint.domain.task.TaskSpec;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Removes finished tasks whose time has come, partition by partition and page by page. */
final class Cleaning {

  private final Redis redis;
  private final Keys keys;

  Cleaning(Redis redis, Keys keys) {
    this.redis = redis;
    this.keys = keys;
  }

  int clean(SteerStore.Sweep sweep) {
    int gone = 0;
    for (int p = 0; p < redis.partitions().count() && gone < sweep.limit(); p++) {
      long page = 0;
      while (page >= 0 && gone < sweep.limit()) {
        List<?> answer = page(sweep, p, page, sweep.limit() - gone);
        gone += ((Long) answer.get(0)).intValue();
        page = (Long) answer.get(1);
        ((List<?>) answer.get(2)).forEach(keyed -> dropKey((List<?>) keyed));
      }
    }
    return gone;
  }

  private List<?> page(SteerStore.Sweep sweep, int partition, long skip, int limit) {
    Args args =
        new Args()
            .add(skip)
            .add(limit)
            .add(sweep.age().map(SortKeys::micros).orElse(-1L))
            .add(listed(sweep.types()))
            .add(statuses(sweep.statuses()))
            .add(sweep.historyOnly())
            .add(sweep.dryRun());
    return (List<?>) redis.call("clean", redis.partitions().base(partition), args);
  }

  /** Names between line feeds, which no name holds; empty for every one. */
  static String listed(Set<?> names) {
    return names.isEmpty()
        ? ""
        : names.stream().map(Object::toString).collect(Collectors.joining("\n", "\n", "\n"));
  }

  static String statuses(Set<TaskStatus> statuses) {
    return listed(statuses.stream().flatMap(Codes::all).collect(Collectors.toSet()));
  }

  private void dropKey(List<?> keyed) {
    TaskId id = Row.id(Args.text(keyed.get(0)));
    TaskSpec spec = TaskCodec.spec((byte[]) keyed.get(1), id, 0, Payload.NONE, Payload.NONE);
    long finished = Long.parseLong(Args.text(keyed.get(2)));
    IdempotencyKey key = spec.key().orElseThrow();
    keys.drop(
        key,
        id,
        TakenKey.keptUntil(key.scope(), SortKeys.instant(finished))
            .map(SortKeys::micros)
            .orElse(0L));
  }
}
