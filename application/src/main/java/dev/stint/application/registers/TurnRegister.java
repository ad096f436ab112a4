package dev.stint.application.registers;

import dev.stint.application.spi.RegisterStore;
import dev.stint.application.spi.RegisterStore.Register;
import dev.stint.domain.Payload;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Who does what is done once in a time over all workers: whoever notes it first. Thread-safe. */
public final class TurnRegister {

  private final RegisterStore store;
  private final Registers registers;

  public TurnRegister(RegisterStore store) {
    this.store = store;
    this.registers = new Registers(store, "turn");
  }

  /** A turn that was taken, and what was noted before it. */
  public record Taken(String name, Instant at, Payload before) {}

  /**
   * Takes the turn if it is due; of several workers one gets it. What has no turn noted yet begins
   * to wait for its first one.
   *
   * @param next when the turn after another is due; empty for never
   */
  public Optional<Taken> take(String name, Instant now, Function<Instant, Optional<Instant>> next) {
    Optional<Register> seen = registers.find(name);
    long version = seen.map(Register::version).orElse(0L);
    Optional<Instant> last = seen.flatMap(TurnRegister::at);
    if (last.isEmpty()) {
      note(name, version, now);
      return Optional.empty();
    }
    boolean due = last.flatMap(next).filter(at -> !at.isAfter(now)).isPresent();
    return due && note(name, version, now)
        ? Optional.of(new Taken(name, now, seen.get().content()))
        : Optional.empty();
  }

  /** Lets the next who looks have the turn, unless somebody took a later one. */
  public void giveBack(Taken taken) {
    Payload noted = Payload.of(taken.at.toString());
    registers.change(taken.name, before -> before.equals(noted) ? taken.before : before);
  }

  /** Empty for what is no moment, too. */
  private static Optional<Instant> at(Register register) {
    try {
      return Optional.of(Instant.parse(register.content().text()));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private boolean note(String name, long version, Instant now) {
    Payload content = Payload.of(now.toString());
    return store.swap(List.of(registers.swap(name, version, content))).get(0).landed();
  }
}
