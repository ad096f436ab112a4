package dev.stint.benchmarks;

import java.util.Arrays;

/** The middle of what was measured. */
final class Median {

  private Median() {}

  /** Of an odd number of values. */
  static double of(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
