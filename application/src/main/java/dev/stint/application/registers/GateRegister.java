package dev.stint.application.registers;

import dev.stint.application.api.ArgumentCodec;
import dev.stint.application.spi.RegisterStore;
import dev.stint.application.spi.RegisterStore.Register;
import dev.stint.domain.Payload;
import dev.stint.domain.QueueName;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.policy.Gate;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** The gates of a store: those that hold something up. Thread-safe. */
public final class GateRegister {

  private static final String QUEUE = prefix(Gate.Kind.QUEUE);
  private static final String TYPE = prefix(Gate.Kind.TYPE);

  private final Registers registers;
  private final ArgumentCodec codec;

  public GateRegister(RegisterStore store, ArgumentCodec codec) {
    this.registers = new Registers(store, "gate");
    this.codec = codec;
  }

  /** One read of the store. What this build cannot read counts as closed: that harms least. */
  public List<Gate> all() {
    return registers.all().stream().map(this::gate).toList();
  }

  /**
   * @param gate names it
   */
  public void change(Gate gate, UnaryOperator<Gate> change) {
    registers.change(
        prefix(gate.kind()) + gate.name(),
        before -> {
          Gate then = change.apply(before.isNone() ? gate : read(gate, before));
          return then.letsAllThrough() ? Payload.NONE : codec.encode(GateEntry.of(then));
        });
  }

  private Gate gate(Register register) {
    String name = register.name();
    Gate open =
        name.startsWith(QUEUE)
            ? Gate.of(new QueueName(name.substring(QUEUE.length())))
            : Gate.of(new TaskTypeName(name.substring(TYPE.length())));
    return read(open, register.content());
  }

  private Gate read(Gate open, Payload content) {
    try {
      return ((GateEntry) codec.decode(content, GateEntry.class)).on(open);
    } catch (ArgumentCodec.UnreadableException e) {
      return open.closed(true);
    }
  }

  private static String prefix(Gate.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT) + ":";
  }
}
