package dev.stint.benchmarks.harness;

import java.util.Arrays;
import java.util.Collection;

/** The middle of what was measured. */
public final class Median {

  private Median() {}

  /** The upper of the two in the middle, if there are two. */
  public static double of(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** The same. */
  public static double of(Collection<Double> values) {
    return of(values.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
