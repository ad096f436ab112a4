package dev.stint.application.engine.base;

import dev.stint.domain.WriteBatch;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/** Hands long lists over in batches that every store takes as one write. */
public final class Batches {

  /** The most items of one write. */
  public static final int LARGEST = WriteBatch.MOST_ROWS;

  private Batches() {}

  /** Hands over, in their order, items that bring nothing along. */
  public static <T> void each(List<T> items, Consumer<List<T>> write) {
    each(items, item -> 0, write);
  }

  /** Hands the items over in their order, cut as {@link WriteBatch#cut} does. */
  public static <T> void each(List<T> items, ToLongFunction<T> bytes, Consumer<List<T>> write) {
    WriteBatch.cut(items, bytes).forEach(write);
  }
}
