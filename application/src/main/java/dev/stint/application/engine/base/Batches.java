package dev.stint.application.engine.base;

import java.util.List;
import java.util.function.Consumer;

/** Cuts long lists into batches that every store takes as one write. */
public final class Batches {

  /** The most items of one write. */
  public static final int LARGEST = 500;

  private Batches() {}

  /** Hands the items over in their order, at most {@link #LARGEST} at a time. */
  public static <T> void each(List<T> items, Consumer<List<T>> write) {
    for (int from = 0; from < items.size(); from += LARGEST) {
      write.accept(items.subList(from, Math.min(items.size(), from + LARGEST)));
    }
  }
}
