package dev.stint.jdbc;

import dev.stint.domain.TaskId;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** In which order a transaction locks its rows. */
final class LockOrder {

  private LockOrder() {}

  /** The places of the items in id order: so that two batches never wait in a ring. */
  static <T> List<Integer> byId(List<T> items, Function<T, TaskId> id) {
    return IntStream.range(0, items.size())
        .boxed()
        .sorted(Comparator.comparing((Integer i) -> id.apply(items.get(i))))
        .toList();
  }
}
