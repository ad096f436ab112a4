package dev.stint.application.service;

import dev.stint.application.api.ArgumentCodec;
import dev.stint.application.api.CleanRule;
import dev.stint.application.api.Config;
import dev.stint.application.api.RequestOptions;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.operate.CleanTasks;
import dev.stint.application.api.operate.TaskSearch;
import dev.stint.application.spi.Steer;
import dev.stint.application.spi.SteerStore;
import dev.stint.application.spi.Stores;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.Bounds;
import dev.stint.domain.life.Steering;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.TaskRow;
import dev.stint.domain.task.TaskSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Cleans in small batches, so that no other work waits long. */
public final class CleanService implements CleanTasks {

  private static final int BATCH = 1_000;

  private final Stores stores;
  private final Types types;
  private final ArgumentCodec codec;
  private final Config config;

  public CleanService(Stores stores, Types types, ArgumentCodec codec, Config config) {
    this.stores = stores;
    this.types = types;
    this.codec = codec;
    this.config = config;
  }

  @Override
  public long clean(CleanRule.Sweep rule) {
    return clean(rule, () -> false);
  }

  private long clean(CleanRule.Sweep rule, BooleanSupplier stop) {
    if (rule.dryRun()) {
      return stores.steering().clean(sweep(rule, Integer.MAX_VALUE));
    }
    if (!config.cleans()) {
      return 0;
    }
    long all = 0;
    int some;
    do {
      some = stores.steering().clean(sweep(rule, BATCH));
      all += some;
    } while (some >= BATCH && !stop.getAsBoolean());
    return all;
  }

  private static SteerStore.Sweep sweep(CleanRule.Sweep rule, int limit) {
    return new SteerStore.Sweep(
        rule.types(), rule.statuses(), rule.olderThan(), rule.historyOnly(), rule.dryRun(), limit);
  }

  @Override
  public long clean(CleanRule rule) {
    return clean(rule, () -> false);
  }

  /**
   * The same, in parts.
   *
   * @param stop asked between batches; what is left then is for another time
   */
  public long clean(CleanRule rule, BooleanSupplier stop) {
    boolean off = !config.cleans() && !rule.sweep().dryRun();
    if (!rule.active() || off || stop.getAsBoolean()) {
      return 0;
    }
    return rule.advanced() ? cleanOneByOne(rule, stop) : clean(rule.sweep(), stop);
  }

  /** By a condition that the store does not know: found by reading, removed one by one. */
  private long cleanOneByOne(CleanRule rule, BooleanSupplier stop) {
    Predicate<TaskRow> goes = goes(rule);
    List<TaskRow> found = new ArrayList<>();
    long[] gone = new long[1];
    new TaskScan(stores.queries())
        .walk(
            TaskScan.filter(statuses(rule), Optional.empty()),
            Long.MAX_VALUE,
            row -> {
              if (goes.test(row)) {
                found.add(row);
              }
              if (found.size() >= BATCH) {
                gone[0] += remove(rule, found);
              }
              return !stop.getAsBoolean();
            });
    return gone[0] + remove(rule, found);
  }

  private long remove(CleanRule rule, List<TaskRow> found) {
    List<Steer> moves =
        found.stream()
            .flatMap(
                row ->
                    Steering.remove(row.standing().run()).stream()
                        .<Steer>map(o -> new Steer.Move(row.standing(), o, Duration.ZERO)))
            .toList();
    found.clear();
    if (rule.sweep().dryRun()) {
      return moves.size();
    }
    return moves.isEmpty()
        ? 0
        : stores.steering().steer(moves).stream().filter(WriteResult::stands).count();
  }

  @Override
  public List<TaskRow> preview(CleanRule rule, int count) {
    Bounds.count("the count of a preview", count, 1, TaskSearch.MOST);
    if (!rule.active()) {
      return List.of();
    }
    return new TaskScan(stores.queries())
        .find(TaskScan.filter(statuses(rule), Optional.empty()), goes(rule), count, Long.MAX_VALUE);
  }

  private static Set<TaskStatus> statuses(CleanRule rule) {
    return rule.sweep().statuses().isEmpty()
        ? Arrays.stream(TaskStatus.values())
            .filter(TaskStatus::finished)
            .collect(Collectors.toUnmodifiableSet())
        : rule.sweep().statuses();
  }

  private Predicate<TaskRow> goes(CleanRule rule) {
    Instant now = stores.queries().health().now();
    return row -> {
      Duration age = rule.sweep().olderThan().orElseGet(() -> kept(row.standing().spec()));
      boolean old = row.finished().filter(at -> !at.plus(age).isAfter(now)).isPresent();
      boolean type =
          rule.sweep().types().isEmpty()
              || rule.sweep().types().contains(row.standing().spec().line().type());
      return old && type && rule.condition().map(c -> c.test(row)).orElse(true);
    };
  }

  /** How long a task of these options stays, as this build is set up. */
  private Duration kept(TaskSpec spec) {
    return options(spec)
        .keep()
        .or(() -> types.find(spec.line().type()).flatMap(TaskDefinition::keep))
        .orElse(config.keep());
  }

  private RequestOptions options(TaskSpec spec) {
    try {
      return spec.options().isNone()
          ? RequestOptions.NONE
          : (RequestOptions) codec.decode(spec.options(), RequestOptions.class);
    } catch (ArgumentCodec.UnreadableException e) {
      return RequestOptions.NONE;
    }
  }
}
