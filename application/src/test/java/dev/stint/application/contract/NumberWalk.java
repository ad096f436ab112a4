package dev.stint.application.contract;

import dev.stint.application.api.Chunk;
import dev.stint.application.api.ChunkedAction;
import java.util.Optional;
import java.util.stream.IntStream;

/** Walks the numbers from 1 on in atomic chunks; its cursor is the last number done. */
public abstract class NumberWalk implements ChunkedAction<String, Integer, Integer> {

  private final int last;
  private final int most;

  /** Walks to {@code last}, in chunks of at most {@code most}. */
  protected NumberWalk(int last, int most) {
    this.last = last;
    this.most = most;
  }

  /** Walks to {@code last}, in chunks as large as the engine asks for. */
  protected NumberWalk(int last) {
    this(last, last);
  }

  @Override
  public Class<Integer> cursorType() {
    return Integer.class;
  }

  @Override
  public boolean atomic() {
    return true;
  }

  @Override
  public Chunk<Integer, Integer> next(String arguments, Optional<Integer> after, int size) {
    int from = after.orElse(0) + 1;
    int to = Math.min(last, from + Math.min(size, most) - 1);
    return new Chunk<>(IntStream.rangeClosed(from, to).boxed().toList(), to, to == last);
  }
}
