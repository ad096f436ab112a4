package dev.stint.domain.random;

import java.util.SplittableRandom;

/**
 * Runs a property on random cases. Each run has other ones; a case that fails is told with its seed
 * and the values it drew, and {@code -Dstint.seed=SEED} makes it the first case.
 */
public final class RandomCases {

  private static final long SEED =
      Long.getLong("stint.seed", new SplittableRandom(System.nanoTime()).nextLong(1_000_000_000));

  private RandomCases() {}

  /** What has to hold, whatever values it draws. */
  @FunctionalInterface
  public interface Property {
    void holds(RandomValues values) throws Exception;
  }

  /**
   * @throws AssertionError naming the first case in which the property does not hold
   */
  public static void check(int cases, Property property) {
    for (int i = 0; i < cases; i++) {
      long seed = SEED + i;
      RandomValues values = new RandomValues(seed);
      try {
        property.holds(values);
      } catch (Exception | Error e) {
        throw new AssertionError(
            "case %d of %d, -Dstint.seed=%d, drew %s: %s"
                .formatted(i + 1, cases, seed, values, e.getMessage()),
            e);
      }
    }
  }
}
