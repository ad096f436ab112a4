package dev.stint.application.api;

import dev.stint.domain.Bounds;
import dev.stint.domain.PriorityRange;
import dev.stint.domain.policy.Ageing;
import dev.stint.domain.policy.Turn;
import dev.stint.domain.schedule.CronTiming;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * Every setting of an engine, with its default in {@link #DEFAULT}. Later versions may add
 * settings.
 */
public sealed interface Config permits ConfigValues {

  /** The most tasks that a worker or a batch runs at once: each has a thread of its own. */
  int MOST_PARALLELISM = 10_000;

  Config DEFAULT =
      new ConfigValues(
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

  /** Longest stretch of work on a task. */
  Duration stint();

  /** How long past its deadline an action may take to return. */
  Duration grace();

  /** How long a worker's right to its tasks lasts without renewal. */
  Duration lease();

  /** How often the lease is renewed. */
  Duration renewal();

  /** How late a due task may be seen without a hint. */
  Duration poll();

  /** How many tasks run at once. */
  int parallelism();

  /** How much work, in time, is claimed ahead. */
  Duration prefetch();

  /** How long finished tasks stay. */
  Duration keep();

  /** Where yielded tasks stand. */
  Turn turn();

  /** How long a {@code runBatch} lasts. */
  Duration batchLimit();

  /** How long a request tries before it answers unknown. */
  Duration requestLimit();

  /** How large stored arguments may be, in bytes; at most {@link Bounds#LARGEST_PAYLOAD}. */
  int maxArguments();

  /** How large a result may be, in bytes; at most {@link Bounds#LARGEST_PAYLOAD}. */
  int maxResult();

  /** How often one worker of the cluster cleans; zero means never. */
  Duration cleanEvery();

  /** What it cleans then. */
  List<CleanRule> cleanRules();

  /** After this many stints a worker stops; 0 means never. */
  int maxTasks();

  /** Whether this process may run tasks at all. */
  boolean runs();

  /** Whether it may clean. */
  boolean cleans();

  /**
   * How long a task may be due while no worker knows its type before it is set apart and says so; a
   * worker that knows the type lets it go on.
   */
  Duration orphanAfter();

  /** The priorities of the tasks that this process takes. */
  PriorityRange priorities();

  /** How what waits becomes more urgent; empty means it does not. */
  Optional<Ageing> ageing();

  /** When it is cleaned, in place of {@code cleanEvery}. */
  Optional<CronTiming> cleanAt();

  Config stint(Duration value);

  /** Sets the lease, renewed three times in it; at least 100 ms. */
  Config lease(Duration value);

  Config grace(Duration value);

  Config parallelism(int value);

  Config keep(Duration value);

  /** Zero claims for idle slots only: slower where tasks are short, fairer where they are long. */
  Config prefetch(Duration value);

  Config poll(Duration value);

  Config cleanEvery(Duration value);

  /** In place of the one rule of each task's own retention. */
  Config cleanRules(List<CleanRule> value);

  /** A worker that has begun this many stints takes nothing new and stops; 0 means never. */
  Config maxTasks(int value);

  /** Switched off, this process takes no task: batches and workers do nothing. */
  Config runs(boolean value);

  /** Switched off, this process cleans nothing; a dry run still tells. */
  Config cleans(boolean value);

  /** How long a request tries before it answers unknown, also where the driver hangs. */
  Config requestLimit(Duration value);

  Config orphanAfter(Duration value);

  /** Tasks of other priorities are left to other workers. */
  Config priorities(PriorityRange value);

  /**
   * Raises the priority of each task that waits, by one each {@code every} up to {@code upTo}; by
   * whichever worker looks first. Each time it costs a read of all that waits.
   */
  Config ageing(Duration every, int upTo);

  /**
   * Cleans when the pattern fits the clocks of the zone, once over all workers; moments that nobody
   * was at work for are made up for once.
   *
   * @throws IllegalArgumentException if the pattern is not well formed
   */
  Config cleanAt(String pattern, ZoneId zone);

  Config turn(Turn value);
}
