package dev.stint.application.contract;

import dev.stint.application.api.Chunk;
import dev.stint.application.api.ChunkedAction;
import java.util.Optional;
import java.util.stream.IntStream;

/** Walks the numbers from 1 to its argument; its cursor is the last number done. */
public abstract class CountingWalk implements ChunkedAction<Integer, Integer, Integer> {

  @Override
  public Class<Integer> cursorType() {
    return Integer.class;
  }

  @Override
  public Chunk<Integer, Integer> next(Integer last, Optional<Integer> after, int size) {
    int from = after.orElse(0);
    int to = Math.min(last, from + size);
    return new Chunk<>(IntStream.rangeClosed(from + 1, to).boxed().toList(), to, to == last);
  }
}
