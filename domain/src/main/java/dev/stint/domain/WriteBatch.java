package dev.stint.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * How much goes into one write: so much that every store takes it as it is set up by default.
 * MariaDB takes 16 MiB in a statement, a MongoDB document has at most 16 MiB, a message of
 * PostgreSQL 1 GiB, a string of Redis 512 MiB. Only an item that is larger by itself makes a larger
 * write, alone.
 */
public final class WriteBatch {

  /** The most items of one write, where a store does not say that it takes more. */
  public static final int MOST_ROWS = 500;

  /** The most bytes of what the items of one write bring along: 4 MiB. */
  public static final long MOST_BYTES = 4 << 20;

  private WriteBatch() {}

  /**
   * Whether a write that holds {@code rows} rows of {@code bytes} bytes in all takes one more item
   * of {@code more} bytes. An empty write takes any item.
   */
  public static boolean takes(int rows, long bytes, long more) {
    return takes(rows, bytes, more, MOST_ROWS);
  }

  private static boolean takes(int rows, long bytes, long more, int mostRows) {
    return rows == 0 || (rows < mostRows && bytes + more <= MOST_BYTES);
  }

  /** Cuts items, in their order, into writes. */
  public static <T> List<List<T>> cut(List<T> items, ToLongFunction<? super T> bytes) {
    return cut(items, bytes, MOST_ROWS);
  }

  /**
   * The same for a store that takes other numbers of rows.
   *
   * @param mostRows of one write
   */
  public static <T> List<List<T>> cut(
      List<T> items, ToLongFunction<? super T> bytes, int mostRows) {
    List<List<T>> writes = new ArrayList<>();
    int from = 0;
    long sum = 0;
    for (int i = 0; i < items.size(); i++) {
      long more = bytes.applyAsLong(items.get(i));
      if (!takes(i - from, sum, more, mostRows)) {
        writes.add(items.subList(from, i));
        from = i;
        sum = 0;
      }
      sum += more;
    }
    if (from < items.size()) {
      writes.add(items.subList(from, items.size()));
    }
    return writes;
  }
}
