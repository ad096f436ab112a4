package dev.stint.benchmarks.harness;

import dev.stint.application.spi.StoreBackend;
import dev.stint.bootstrap.Stint;

/** Of a store of Stint, as Stint itself counts it. */
final class Unfinished {

  private Unfinished() {}

  static long in(StoreBackend store) {
    try (Stint stint = Stint.on(store).build()) {
      return stint.ask().counts().stream()
          .filter(count -> !count.status().finished())
          .mapToLong(count -> count.tasks())
          .sum();
    }
  }
}
