package dev.stint.bootstrap;

import dev.stint.application.api.ArgumentCodec;
import dev.stint.application.spi.RegisterStore;
import dev.stint.domain.Payload;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

/**
 * What workers are asked to do, in a register of their store: an order is taken by at most as many
 * workers as it names, and by none that was started after it was given. For one thread.
 */
public final class WorkerOrders {

  private static final String KIND = "worker-orders";
  private static final String NAME = "all";

  /** Older ones were taken, or nobody was there to take them. */
  private static final int MOST = 50;

  private static final int TRIES = 100;

  private final RegisterStore registers;
  private final ArgumentCodec codec;
  private final Set<String> known = new HashSet<>();

  /**
   * @param label whose workers are meant; empty means all
   * @param left how many may still take it
   * @param exitCode what they exit with
   */
  private record Order(String id, Optional<String> label, int left, int exitCode) {
    boolean meant(Optional<String> worker) {
      return left > 0 && (label.isEmpty() || label.equals(worker));
    }

    Order taken() {
      return new Order(id, label, left == Integer.MAX_VALUE ? left : left - 1, exitCode);
    }
  }

  /** As it is stored. */
  private record Orders(List<Order> orders) {}

  /**
   * @param registers of the store that the workers share
   */
  public WorkerOrders(RegisterStore registers, ArgumentCodec codec) {
    this.registers = registers;
    this.codec = codec;
  }

  /** Before a worker starts: those given until now are for workers that are at work already. */
  public void begin() {
    read().forEach(o -> known.add(o.id));
  }

  /**
   * Asks workers to finish and to exit.
   *
   * @param label of those that are meant; empty means any
   * @param workers how many of them
   * @param exitCode what their process is to exit with
   */
  public void give(Optional<String> label, int workers, int exitCode) {
    Order order = new Order(UUID.randomUUID().toString(), label, workers, exitCode);
    for (int i = 0; i < TRIES; i++) {
      Optional<RegisterStore.Register> seen = find();
      List<Order> orders = new ArrayList<>(orders(seen));
      orders.add(order);
      if (swap(seen, orders.subList(Math.max(0, orders.size() - MOST), orders.size()))) {
        return;
      }
    }
    throw new IllegalStateException("too many give orders at once; try again");
  }

  /**
   * Takes an order that is for a worker with this label, each at most once; answers its exit code.
   */
  public OptionalInt take(Optional<String> label) {
    Optional<RegisterStore.Register> seen = find();
    List<Order> orders = new ArrayList<>(orders(seen));
    for (int i = 0; i < orders.size(); i++) {
      Order order = orders.get(i);
      if (!known.contains(order.id) && order.meant(label)) {
        orders.set(i, order.taken());
        if (!swap(seen, orders)) {
          return OptionalInt.empty();
        }
        known.add(order.id);
        return OptionalInt.of(order.exitCode);
      }
    }
    return OptionalInt.empty();
  }

  private boolean swap(Optional<RegisterStore.Register> seen, List<Order> orders) {
    long version = seen.map(RegisterStore.Register::version).orElse(0L);
    Payload content = codec.encode(new Orders(List.copyOf(orders)));
    return registers
        .swap(List.of(new RegisterStore.Swap(KIND, NAME, version, content)))
        .get(0)
        .landed();
  }

  private List<Order> read() {
    return orders(find());
  }

  private Optional<RegisterStore.Register> find() {
    return registers.find(KIND, NAME);
  }

  private List<Order> orders(Optional<RegisterStore.Register> seen) {
    return seen.filter(r -> !r.content().isNone())
        .map(r -> ((Orders) codec.decode(r.content(), Orders.class)).orders())
        .orElse(List.of());
  }
}
