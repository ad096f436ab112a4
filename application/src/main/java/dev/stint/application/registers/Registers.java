package dev.stint.application.registers;

import dev.stint.application.api.RefusedException;
import dev.stint.application.spi.RegisterStore;
import dev.stint.application.spi.RegisterStore.Register;
import dev.stint.application.spi.RegisterStore.Swap;
import dev.stint.domain.Payload;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The registers of one kind, changed one at a time. Thread-safe. */
final class Registers {

  private static final int TRIES = 50;

  private final RegisterStore store;
  private final String kind;

  Registers(RegisterStore store, String kind) {
    this.store = store;
    this.kind = kind;
  }

  List<Register> all() {
    return store.all(kind);
  }

  Optional<Register> find(String name) {
    return store.find(kind, name).filter(r -> !r.content().isNone());
  }

  Swap swap(String name, long seen, Payload content) {
    return new Swap(kind, name, seen, content);
  }

  /** What was there, and what is there now. */
  record Changed(Payload before, Payload after) {}

  /**
   * Decides on what is there, anew each time somebody else was faster.
   *
   * @param decide NONE stands for an empty register
   */
  Changed change(String name, UnaryOperator<Payload> decide) {
    for (int i = 0; i < TRIES; i++) {
      Optional<Register> seen = store.find(kind, name);
      Payload before = seen.map(Register::content).orElse(Payload.NONE);
      Payload after = decide.apply(before);
      if (after.equals(before)) {
        return new Changed(before, after);
      }
      Swap swap = swap(name, seen.map(Register::version).orElse(0L), after);
      if (store.swap(List.of(swap)).get(0).landed()) {
        return new Changed(before, after);
      }
    }
    throw new RefusedException("the " + kind + " '" + name + "' keeps changing; try again");
  }
}
