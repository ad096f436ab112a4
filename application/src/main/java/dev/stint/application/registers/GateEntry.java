package dev.stint.application.registers;

import dev.stint.domain.policy.Gate;
import java.util.OptionalInt;

/**
 * A gate as it is stored.
 *
 * @param closed "yes" or nothing
 * @param limit 0 for none
 */
public record GateEntry(String closed, int limit) {

  static GateEntry of(Gate gate) {
    return new GateEntry(gate.closed() ? "yes" : "", gate.limit().orElse(0));
  }

  Gate on(Gate open) {
    return open.closed(closed.equals("yes"))
        .limit(limit > 0 ? OptionalInt.of(limit) : OptionalInt.empty());
  }
}
