package dev.stint.application.registers;

import dev.stint.application.spi.RegisterStore;
import dev.stint.application.spi.RegisterStore.Register;
import dev.stint.application.spi.RegisterStore.Swap;
import dev.stint.domain.Payload;
import dev.stint.domain.TaskTypeName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** When a worker that knows a task type was last at work, whoever it was. Thread-safe. */
public final class ServedRegister {

  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");

  private final RegisterStore store;
  private final Registers registers;

  public ServedRegister(RegisterStore store) {
    this.store = store;
    this.registers = new Registers(store, "served");
  }

  /** By type; what was never noted is missing. One read of the store. */
  public Map<TaskTypeName, Instant> all() {
    Map<TaskTypeName, Instant> all = new HashMap<>();
    registers.all().forEach(r -> at(r).ifPresent(at -> all.put(new TaskTypeName(r.name()), at)));
    return all;
  }

  /**
   * Notes that the types are served at {@code now}, those aside that were noted {@code fresh} ago
   * or less. One read and at most one write; a note that somebody else was faster with is as good.
   */
  public void note(Collection<TaskTypeName> types, Instant now, Duration fresh) {
    Map<String, Register> seen = new HashMap<>();
    registers.all().forEach(r -> seen.put(r.name(), r));
    Payload content = Payload.of(Long.toString(now.toEpochMilli()));
    List<Swap> swaps = new ArrayList<>();
    for (TaskTypeName type : types) {
      Optional<Register> noted = Optional.ofNullable(seen.get(type.value()));
      if (noted.flatMap(ServedRegister::at).filter(at -> at.plus(fresh).isAfter(now)).isEmpty()) {
        long version = noted.map(Register::version).orElse(0L);
        swaps.add(registers.swap(type.value(), version, content));
      }
    }
    if (!swaps.isEmpty()) {
      store.swap(swaps);
    }
  }

  private static Optional<Instant> at(Register register) {
    String text = register.content().text();
    return DIGITS.matcher(text).matches()
        ? Optional.of(Instant.ofEpochMilli(Long.parseLong(text)))
        : Optional.empty();
  }
}
