package dev.stint.application.registers;

import dev.stint.application.spi.RegisterStore;
import dev.stint.application.spi.RegisterStore.Register;
import dev.stint.domain.Payload;
import dev.stint.domain.TaskTypeName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The types of which tasks were parked as unreadable, so that nobody has to look through all tasks
 * for them. Thread-safe.
 */
public final class UnreadableRegister {

  /** A type is noted at most this long before one of its tasks is parked. */
  public static final Duration FRESH = Duration.ofSeconds(10);

  private static final Duration PARKED_BY_NOW = Duration.ofMinutes(1);
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");

  private final RegisterStore store;
  private final Registers registers;

  public UnreadableRegister(RegisterStore store) {
    this.store = store;
    this.registers = new Registers(store, "parked");
  }

  /**
   * @param noted when a task of the type was last about to be parked, in the store's time
   */
  public record Entry(TaskTypeName type, Instant noted, long version) {

    /** Whether every task that was noted by it is parked by now, and any other notes it anew. */
    public boolean isSettled(Instant now) {
      return noted.plus(PARKED_BY_NOW).isBefore(now);
    }
  }

  /** One read of the store. */
  public List<Entry> all() {
    return registers.all().stream().map(UnreadableRegister::entry).toList();
  }

  /** To be called before a task of the type is parked. Writes nothing if that was noted lately. */
  public void note(TaskTypeName type, Instant at) {
    registers.change(
        type.value(),
        before -> noted(before).plus(FRESH).isAfter(at) ? before : Payload.of(millis(at)));
  }

  /** For an entry that is settled and of which no task is left. Keeps it if it was noted since. */
  public void forget(Entry entry) {
    store.swap(List.of(registers.swap(entry.type.value(), entry.version, Payload.NONE)));
  }

  private static Entry entry(Register register) {
    return new Entry(
        new TaskTypeName(register.name()), noted(register.content()), register.version());
  }

  private static String millis(Instant at) {
    return Long.toString(at.toEpochMilli());
  }

  /** What nobody can read was noted long ago: its tasks are looked at, and then it is forgotten. */
  private static Instant noted(Payload content) {
    return DIGITS.matcher(content.text()).matches()
        ? Instant.ofEpochMilli(Long.parseLong(content.text()))
        : Instant.MIN;
  }
}
