package dev.stint.application.engine;

import dev.stint.application.registers.GateBook;
import dev.stint.domain.Line;
import dev.stint.domain.QueueName;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.policy.Gate;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Which queues and types are on hold or limited, read at most once a second. Thread-safe. */
final class Gates {

  private static final long EVERY = Duration.ofSeconds(1).toNanos();

  private final Crew crew;
  private final GateBook book;
  private volatile Seen seen;

  Gates(Crew crew) {
    this.crew = crew;
    this.book = new GateBook(crew.parts().stores().registers(), crew.parts().codec());
    this.seen = new Seen(Map.of(), Map.of(), crew.clock().nanos() - EVERY);
  }

  private record Seen(Map<String, Gate> queues, Map<String, Gate> types, long at) {}

  /**
   * Whether tasks of the line may be claimed.
   *
   * @throws dev.stint.application.spi.StoreException if that can not be read: better none than one
   *     that is on hold
   */
  boolean open(Line line) {
    Seen now = fresh();
    boolean queue = closed(Optional.ofNullable(now.queues.get(line.queue().value())));
    return !queue && !closed(ofType(now, line.type()));
  }

  /** How many tasks of the queue may run at once, as last read. */
  OptionalInt limit(QueueName queue) {
    return limit(Optional.ofNullable(seen.queues.get(queue.value())));
  }

  /** How many tasks of the type may run at once, as last read. */
  OptionalInt limit(TaskTypeName type) {
    return limit(ofType(seen, type));
  }

  /** The lesser of the limits of its queue and its type, as last read. */
  OptionalInt limit(Line line) {
    OptionalInt queue = limit(line.queue());
    OptionalInt type = limit(line.type());
    return queue.isPresent() && type.isPresent()
        ? OptionalInt.of(Math.min(queue.getAsInt(), type.getAsInt()))
        : queue.isPresent() ? queue : type;
  }

  /** By the name that the task was stored with, or by the one that its type has now. */
  private Optional<Gate> ofType(Seen in, TaskTypeName stored) {
    Optional<Gate> gate = Optional.ofNullable(in.types.get(stored.value()));
    return gate.or(
        () -> crew.parts().registry().find(stored).map(d -> in.types.get(d.type().name().value())));
  }

  private static boolean closed(Optional<Gate> gate) {
    return gate.map(Gate::closed).orElse(false);
  }

  private static OptionalInt limit(Optional<Gate> gate) {
    return gate.map(Gate::limit).orElse(OptionalInt.empty());
  }

  private Seen fresh() {
    Seen last = seen;
    long now = crew.clock().nanos();
    if (now - last.at < EVERY) {
      return last;
    }
    Map<Gate.Kind, Map<String, Gate>> gates =
        book.all().stream()
            .collect(Collectors.groupingBy(Gate::kind, Collectors.toMap(Gate::name, gate -> gate)));
    Seen read =
        new Seen(
            gates.getOrDefault(Gate.Kind.QUEUE, Map.of()),
            gates.getOrDefault(Gate.Kind.TYPE, Map.of()),
            now);
    seen = read;
    return read;
  }
}
