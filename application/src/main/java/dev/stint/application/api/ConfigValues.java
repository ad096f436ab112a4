package dev.stint.application.api;

import dev.stint.domain.Bounds;
import dev.stint.domain.PriorityRange;
import dev.stint.domain.policy.Ageing;
import dev.stint.domain.policy.Turn;
import dev.stint.domain.schedule.CronPattern;
import dev.stint.domain.schedule.CronTiming;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The settings behind {@link Config}; see there. */
record ConfigValues(
    Duration stint,
    Duration grace,
    Duration lease,
    Duration renewal,
    Duration poll,
    int parallelism,
    Duration prefetch,
    Duration keep,
    Turn turn,
    Duration batchLimit,
    Duration requestLimit,
    int maxArguments,
    int maxResult,
    Duration cleanEvery,
    List<CleanRule> cleanRules,
    int maxTasks,
    boolean runs,
    boolean cleans,
    Duration orphanAfter,
    PriorityRange priorities,
    Optional<Ageing> ageing,
    Optional<CronTiming> cleanAt)
    implements Config {

  ConfigValues {
    cleanRules = List.copyOf(cleanRules);
    Bounds.time("stint", stint);
    Bounds.span("grace", grace);
    Bounds.lease(lease);
    Bounds.time("renewal", renewal);
    Bounds.span("poll", poll);
    Bounds.span("prefetch", prefetch);
    Bounds.span("keep", keep);
    Bounds.span("batchLimit", batchLimit);
    Bounds.span("requestLimit", requestLimit);
    Bounds.span("cleanEvery", cleanEvery);
    Bounds.size("maxArguments", maxArguments);
    Bounds.size("maxResult", maxResult);
    Bounds.time("orphanAfter", orphanAfter);
    Bounds.count("parallelism", parallelism, 1, MOST_PARALLELISM);
    if (maxTasks < 0) {
      throw new IllegalArgumentException("maxTasks must be at least 0 (no limit): " + maxTasks);
    }
    if (renewal.multipliedBy(2).compareTo(lease) > 0) {
      throw new IllegalArgumentException(
          "renewal " + renewal + " must be at most half the lease " + lease);
    }
  }

  @Override
  public Config stint(Duration value) {
    return with(c -> c.stint = value);
  }

  @Override
  public Config lease(Duration value) {
    return with(
        c -> {
          c.lease = value;
          c.renewal = value.dividedBy(3);
        });
  }

  @Override
  public Config grace(Duration value) {
    return with(c -> c.grace = value);
  }

  @Override
  public Config parallelism(int value) {
    return with(c -> c.parallelism = value);
  }

  @Override
  public Config keep(Duration value) {
    return with(c -> c.keep = value);
  }

  @Override
  public Config prefetch(Duration value) {
    return with(c -> c.prefetch = value);
  }

  @Override
  public Config poll(Duration value) {
    return with(c -> c.poll = value);
  }

  @Override
  public Config cleanEvery(Duration value) {
    return with(c -> c.cleanEvery = value);
  }

  @Override
  public Config cleanRules(List<CleanRule> value) {
    return with(c -> c.cleanRules = value);
  }

  @Override
  public Config maxTasks(int value) {
    return with(c -> c.maxTasks = value);
  }

  @Override
  public Config runs(boolean value) {
    return with(c -> c.runs = value);
  }

  @Override
  public Config cleans(boolean value) {
    return with(c -> c.cleans = value);
  }

  @Override
  public Config requestLimit(Duration value) {
    return with(c -> c.requestLimit = value);
  }

  @Override
  public Config orphanAfter(Duration value) {
    return with(c -> c.orphanAfter = value);
  }

  @Override
  public Config priorities(PriorityRange value) {
    return with(c -> c.priorities = value);
  }

  @Override
  public Config ageing(Duration every, int upTo) {
    return with(c -> c.ageing = Optional.of(new Ageing(every, upTo)));
  }

  @Override
  public Config cleanAt(String pattern, ZoneId zone) {
    return with(c -> c.cleanAt = Optional.of(new CronTiming(CronPattern.parse(pattern), zone)));
  }

  @Override
  public Config turn(Turn value) {
    return with(c -> c.turn = value);
  }

  private Config with(Consumer<Copy> change) {
    Copy copy = new Copy(this);
    change.accept(copy);
    return copy.done();
  }

  /** A copy in the making. */
  private static final class Copy {
    private Duration stint;
    private Duration grace;
    private Duration lease;
    private Duration renewal;
    private Duration poll;
    private int parallelism;
    private Duration prefetch;
    private Duration keep;
    private Turn turn;
    private Duration batchLimit;
    private Duration requestLimit;
    private int maxArguments;
    private int maxResult;
    private Duration cleanEvery;
    private List<CleanRule> cleanRules;
    private int maxTasks;
    private boolean runs;
    private boolean cleans;
    private Duration orphanAfter;
    private PriorityRange priorities;
    private Optional<Ageing> ageing;
    private Optional<CronTiming> cleanAt;

    private Copy(ConfigValues from) {
      stint = from.stint;
      grace = from.grace;
      lease = from.lease;
      renewal = from.renewal;
      poll = from.poll;
      parallelism = from.parallelism;
      prefetch = from.prefetch;
      keep = from.keep;
      turn = from.turn;
      batchLimit = from.batchLimit;
      requestLimit = from.requestLimit;
      maxArguments = from.maxArguments;
      maxResult = from.maxResult;
      cleanEvery = from.cleanEvery;
      cleanRules = from.cleanRules;
      maxTasks = from.maxTasks;
      runs = from.runs;
      cleans = from.cleans;
      orphanAfter = from.orphanAfter;
      priorities = from.priorities;
      ageing = from.ageing;
      cleanAt = from.cleanAt;
    }

    private Config done() {
      return new ConfigValues(
          stint,
          grace,
          lease,
          renewal,
          poll,
          parallelism,
          prefetch,
          keep,
          turn,
          batchLimit,
          requestLimit,
          maxArguments,
          maxResult,
          cleanEvery,
          cleanRules,
          maxTasks,
          runs,
          cleans,
          orphanAfter,
          priorities,
          ageing,
          cleanAt);
    }
  }
}
