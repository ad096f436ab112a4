package dev.stint.web.page;

import dev.stint.application.api.operate.Monitor;
import dev.stint.web.trends.Trends;
import java.util.function.LongSupplier;

/**
 * What the page keeps in mind from look to look.
 *
 * @param pace how fast the tasks go that people look at
 * @param trends how the figures were lately
 * @param stand figures of the whole store
 * @param monitor what needs attention
 * @param nanos time that only goes on
 */
record Memory(
    Pace pace, Trends trends, Shared<Stand> stand, Shared<Monitor> monitor, LongSupplier nanos) {

  Memory(Looks looks) {
    this(
        new Pace(),
        looks.trends(),
        new Shared<>(looks.nanos()),
        new Shared<>(looks.nanos()),
        looks.nanos());
  }

  /** The store changed, or may have: what is shown next is read anew. */
  void drop() {
    stand.drop();
    monitor.drop();
  }
}
