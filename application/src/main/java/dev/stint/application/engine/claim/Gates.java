package dev.stint.application.engine.claim;

import dev.stint.application.engine.action.Registry;
import dev.stint.application.engine.base.StoreClock;
import dev.stint.application.registers.GateRegister;
import dev.stint.application.spi.StoreException;
import dev.stint.domain.Line;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.policy.Gate;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which queues and types are on hold or limited, read at most once a second. Thread-safe. */
public final class Gates {

  private static final long EVERY = Duration.ofSeconds(1).toNanos();

  private final Registry registry;
  private final StoreClock clock;
  private final GateRegister book;
  private volatile Seen seen;

  public Gates(Registry registry, StoreClock clock, GateRegister book) {
    this.registry = registry;
    this.clock = clock;
    this.book = book;
    this.seen = new Seen(Map.of(), Map.of(), clock.nanos() - EVERY);
  }

  private record Seen(Map<String, Gate> queues, Map<String, Gate> types, long at) {}

  /**
   * Whether tasks of the line may be claimed.
   *
   * @throws StoreException if that cannot be read: better none than one that is on hold
   */
  public boolean open(Line line) {
    Seen now = fresh();
    boolean queue = closed(Optional.ofNullable(now.queues.get(line.queue().value())));
    return !queue && !closed(ofType(now, line.type()));
  }

  /** Reads them anew if that is a while ago. */
  public void look() {
    fresh();
  }

  /**
   * How many tasks of the line may run at once, by the name of what limits it: the lesser of what
   * its type's definition and its gate say, and what its queue's gate says, as last read.
   */
  public Map<String, Integer> limits(Line line) {
    Map<String, Integer> defined = registry.limits(line);
    Seen last = seen;
    if (last.queues.isEmpty() && last.types.isEmpty()) {
      return defined;
    }
    Map<String, Integer> all = new TreeMap<>(defined);
    limit(ofType(last, line.type()))
        .ifPresent(n -> all.merge(registry.limitOf(line), n, Math::min));
    limit(Optional.ofNullable(last.queues.get(line.queue().value())))
        .ifPresent(n -> all.put("queue:" + line.queue(), n));
    return all;
  }

  /** The least of them. */
  public OptionalInt limit(Line line) {
    return limits(line).values().stream().mapToInt(Integer::intValue).min();
  }

  /** By the name that the task was stored with, or by the one that its type has now. */
  private Optional<Gate> ofType(Seen in, TaskTypeName stored) {
    Optional<Gate> gate = Optional.ofNullable(in.types.get(stored.value()));
    return gate.or(() -> registry.find(stored).map(d -> in.types.get(d.type().name().value())));
  }

  private static boolean closed(Optional<Gate> gate) {
    return gate.map(Gate::closed).orElse(false);
  }

  private static OptionalInt limit(Optional<Gate> gate) {
    return gate.map(Gate::limit).orElse(OptionalInt.empty());
  }

  private Seen fresh() {
    Seen last = seen;
    long now = clock.nanos();
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
