package dev.stint.domain.task;

import java.time.Instant;
import java.util.List;

/**
 * What a store tells of itself.
 *
 * @param schema the version of its tables; 0 where there are none
 * @param warnings what the store, as it is set up, can lose of what it answered; a sentence each
 */
public record StoreReport(String store, Instant now, int schema, List<String> warnings) {
  public StoreReport {
    warnings = List.copyOf(warnings);
  }

  /** Of a store that keeps what it answered. */
  public StoreReport(String store, Instant now, int schema) {
    this(store, now, schema, List.of());
  }
}
