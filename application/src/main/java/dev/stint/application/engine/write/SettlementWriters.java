package dev.stint.application.engine.write;

import dev.stint.application.spi.WriteResult;
import java.util.function.Supplier;

/**
 * Makes a writer for each thread that settles.
 *
 * @param successors makes what settles, and claims the next tasks along with it
 * @param most how many are settled at once
 */
public record SettlementWriters(Writers writers, Supplier<SuccessorClaims> successors, int most) {

  Writer<QueuedSettlement, WriteResult> make() {
    return writers.writer(
        "settle", successors.get()::settle, ended -> ended.settlement().bytes(), most);
  }
}
