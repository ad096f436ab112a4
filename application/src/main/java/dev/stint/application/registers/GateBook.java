package dev.stint.application.registers;

import dev.stint.application.spi.ArgumentCodec;
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
public final class GateBook {

  private static final String QUEUE = prefix(Gate.Kind.QUEUE);
  private static final String TYPE = prefix(Gate.Kind.TYPE);

  private final Shelf shelf;
  private final ArgumentCodec codec;

  public GateBook(RegisterStore store, ArgumentCodec codec) {
    this.shelf = new Shelf(store, "gate");
    this.codec = codec;
  }

  /** One read of the store. What this build cannot read counts as closed: that harms least. */
  public List<Gate> all() {
    return shelf.all().stream().map(this::gate).toList();
  }

  /**
   * @param gate names it
   */
  public void change(Gate gate, UnaryOperator<Gate> change) {
    shelf.change(
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
