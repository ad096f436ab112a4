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

/**
 * Every setting of an engine, with its default in {@link #DEFAULT}.
 *
 * @param stint longest stretch of work on a task
 * @param grace how long past its deadline an action may take to return
 * @param lease how long a worker's right lasts without renewal
 * @param renewal how often it is renewed
 * @param poll how late a due task may be seen without a hint
 * @param parallelism how many tasks run at once
 * @param prefetch how much work, in time, is claimed ahead
 * @param keep how long finished tasks stay
 * @param turn where yielded tasks stand
 * @param batchLimit how long a {@code runBatch} lasts
 * @param requestLimit how long a request tries before it answers unknown
 * @param maxArguments in bytes, at most {@link Bounds#LARGEST_PAYLOAD}
 * @param maxResult in bytes, at most {@link Bounds#LARGEST_PAYLOAD}
 * @param cleanEvery how often one worker of the cluster cleans; zero means never
 * @param cleanRules what it cleans then
 * @param maxTasks after this many stints a worker stops; 0 means never
 * @param runs whether this process may run tasks at all
 * @param cleans whether it may clean
 * @param orphanAfter how long a task may be due while no worker knows its type before it is set
 *     apart and says so; a worker that knows the type lets it go on
 * @param priorities of the tasks that this process takes
 * @param ageing how what waits becomes more urgent; empty means it does not
 * @param cleanAt when it is cleaned, in place of {@code cleanEvery}
 */
public record Config(
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
    Optional<CronTiming> cleanAt) {

  public static final Config DEFAULT =
      new Config(
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          Duration.ofSeconds(3),
          Duration.ofSeconds(1),
          16,
          Duration.ofMillis(100),
          Duration.ofDays(30),
          Turn.FAIR,
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          Bounds.LARGEST_PAYLOAD,
          Bounds.LARGEST_PAYLOAD,
          Duration.ofDays(1),
          List.of(CleanRule.RETENTION),
          0,
          true,
          true,
          Duration.ofHours(1),
          PriorityRange.ALL,
          Optional.empty(),
          Optional.empty());

  public Config {
    cleanRules = List.copyOf(cleanRules);
    Bounds.time("stint", stint);
    Bounds.span("grace", grace);
    Bounds.time("lease", lease);
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
    if (parallelism < 1) {
      throw new IllegalArgumentException("parallelism must be at least 1: " + parallelism);
    }
    if (maxTasks < 0) {
      throw new IllegalArgumentException("maxTasks must be at least 0 (no limit): " + maxTasks);
    }
    if (renewal.multipliedBy(2).compareTo(lease) > 0) {
      throw new IllegalArgumentException(
          "renewal " + renewal + " must be at most half the lease " + lease);
    }
  }

  public Config stint(Duration value) {
    return with(c -> c.stint = value);
  }

  /** Sets the lease, renewed three times in it. */
  public Config lease(Duration value) {
    return with(
        c -> {
          c.lease = value;
          c.renewal = value.dividedBy(3);
        });
  }

  public Config grace(Duration value) {
    return with(c -> c.grace = value);
  }

  public Config parallelism(int value) {
    return with(c -> c.parallelism = value);
  }

  public Config keep(Duration value) {
    return with(c -> c.keep = value);
  }

  /** Zero claims for idle slots only: slower where tasks are short, fairer where they are long. */
  public Config prefetch(Duration value) {
    return with(c -> c.prefetch = value);
  }

  public Config poll(Duration value) {
    return with(c -> c.poll = value);
  }

  public Config cleanEvery(Duration value) {
    return with(c -> c.cleanEvery = value);
  }

  /** In place of the one rule of each task's own retention. */
  public Config cleanRules(List<CleanRule> value) {
    return with(c -> c.cleanRules = value);
  }

  /** A worker that has begun this many stints takes nothing new and stops; 0 means never. */
  public Config maxTasks(int value) {
    return with(c -> c.maxTasks = value);
  }

  /** Switched off, this process takes no task: batches and workers do nothing. */
  public Config runs(boolean value) {
    return with(c -> c.runs = value);
  }

  /** Switched off, this process cleans nothing; a dry run still tells. */
  public Config cleans(boolean value) {
    return with(c -> c.cleans = value);
  }

  /** How long a request tries before it answers unknown, also where the driver hangs. */
  public Config requestLimit(Duration value) {
    return with(c -> c.requestLimit = value);
  }

  public Config orphanAfter(Duration value) {
    return with(c -> c.orphanAfter = value);
  }

  /** Tasks of other priorities are left to other workers. */
  public Config priorities(PriorityRange value) {
    return with(c -> c.priorities = value);
  }

  /**
   * Raises the priority of each task that waits, by one each {@code every} up to {@code upTo}; by
   * whichever worker looks first. Each time it costs a read of all that waits.
   */
  public Config ageing(Duration every, int upTo) {
    return with(c -> c.ageing = Optional.of(new Ageing(every, upTo)));
  }

  /**
   * Cleans when the pattern fits the clocks of the zone, once over all workers; moments that nobody
   * was at work for are made up for once.
   *
   * @throws IllegalArgumentException if the pattern is not well formed
   */
  public Config cleanAt(String pattern, ZoneId zone) {
    return with(c -> c.cleanAt = Optional.of(new CronTiming(CronPattern.parse(pattern), zone)));
  }

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

    private Copy(Config from) {
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
      return new Config(
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
