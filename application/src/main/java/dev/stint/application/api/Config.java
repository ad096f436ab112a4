package dev.stint.application.api;

import dev.stint.domain.policy.Turn;
import java.time.Duration;

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
 * @param maxArguments in bytes
 * @param maxResult in bytes
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
    int maxResult) {

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
          1 << 20,
          1 << 20);

  public Config {
    if (parallelism < 1) {
      throw new IllegalArgumentException("parallelism must be at least 1: " + parallelism);
    }
    if (renewal.multipliedBy(2).compareTo(lease) > 0) {
      throw new IllegalArgumentException(
          "renewal " + renewal + " must be at most half the lease " + lease);
    }
  }

  public Config stint(Duration value) {
    return new Config(
        value,
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
        maxResult);
  }

  /** Sets the lease, renewed three times in it. */
  public Config lease(Duration value) {
    return new Config(
        stint,
        grace,
        value,
        value.dividedBy(3),
        poll,
        parallelism,
        prefetch,
        keep,
        turn,
        batchLimit,
        requestLimit,
        maxArguments,
        maxResult);
  }

  public Config grace(Duration value) {
    return new Config(
        stint,
        value,
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
        maxResult);
  }

  public Config parallelism(int value) {
    return new Config(
        stint,
        grace,
        lease,
        renewal,
        poll,
        value,
        prefetch,
        keep,
        turn,
        batchLimit,
        requestLimit,
        maxArguments,
        maxResult);
  }

  public Config keep(Duration value) {
    return new Config(
        stint,
        grace,
        lease,
        renewal,
        poll,
        parallelism,
        prefetch,
        value,
        turn,
        batchLimit,
        requestLimit,
        maxArguments,
        maxResult);
  }

  public Config poll(Duration value) {
    return new Config(
        stint,
        grace,
        lease,
        renewal,
        value,
        parallelism,
        prefetch,
        keep,
        turn,
        batchLimit,
        requestLimit,
        maxArguments,
        maxResult);
  }
}
