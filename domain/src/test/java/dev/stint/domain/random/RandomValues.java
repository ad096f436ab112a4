package dev.stint.domain.random;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

/**
 * The values of one case. Numbers are at the ends of their range, or next to them, more often than
 * chance would have it: that is where faults are. For one thread.
 */
public final class RandomValues {

  private static final int MOST_SHOWN = 2_000;
  private static final int EDGES_ONE_IN = 8;
  private static final int MOST_BYTES = 255;

  private final SplittableRandom random;
  private final List<Object> drawn = new ArrayList<>();

  RandomValues(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Both ends are in the range. */
  public int between(int first, int last) {
    return (int) between((long) first, (long) last);
  }

  /** Both ends are in the range. */
  public long between(long first, long last) {
    return note(one(EDGES_ONE_IN) ? edge(first, last) : uniform(first, last));
  }

  public int anyInt() {
    return between(Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  public long anyLong() {
    return between(Long.MIN_VALUE, Long.MAX_VALUE);
  }

  /** A finite one. */
  public double anyDouble() {
    double value = Double.longBitsToDouble(random.nextLong());
    if (one(EDGES_ONE_IN)) {
      value = from(0.0, -0.0, 1.0, -1.0, 0.1, Double.MIN_VALUE, Double.MAX_VALUE, 1e21);
    } else if (one(2)) {
      value = random.nextInt(-1_000_000, 1_000_000) / 100.0;
    }
    return note(Double.isFinite(value) ? value : 0.5);
  }

  public boolean anyBoolean() {
    return note(random.nextBoolean());
  }

  public byte[] anyBytes() {
    byte[] bytes = new byte[size(0, MOST_BYTES)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) random.nextInt();
    }
    note(Arrays.toString(bytes));
    return bytes;
  }

  @SafeVarargs
  public final <T> T of(T... values) {
    return note(from(values));
  }

  /** What one of them gives; only that one is asked. */
  @SafeVarargs
  public final <T> T oneOf(Supplier<T>... values) {
    return from(values).get();
  }

  public <T> List<T> list(int least, int most, Supplier<T> value) {
    List<T> list = new ArrayList<>();
    int size = size(least, most);
    for (int i = 0; i < size; i++) {
      list.add(value.get());
    }
    return list;
  }

  /** Fewer where the values come again. */
  public <T> Set<T> set(int least, int most, Supplier<T> value) {
    return new LinkedHashSet<>(list(least, most, value));
  }

  /** Any UTF-16 there is, halves of pairs and unassigned ones too. */
  public String text(int longest) {
    return text(0, longest, Character.MIN_VALUE, Character.MAX_VALUE, c -> true);
  }

  public String ascii(int longest) {
    return text(0, longest, 0, 127, c -> true);
  }

  public String letters(int shortest, int longest) {
    return text(shortest, longest, 'A', 'z', Character::isLetter);
  }

  private String text(int shortest, int longest, int first, int last, IntPredicate fits) {
    int length = size(shortest, longest);
    StringBuilder text = new StringBuilder(length);
    while (text.length() < length) {
      int c = one(20) ? (int) edge(first, last) : random.nextInt(first, last + 1);
      if (fits.test(c)) {
        text.append((char) c);
      }
    }
    return note(text.toString());
  }

  private int size(int least, int most) {
    return (int) (one(EDGES_ONE_IN) ? edge(least, most) : uniform(least, most));
  }

  private boolean one(int in) {
    return random.nextInt(in) == 0;
  }

  private long uniform(long first, long last) {
    if (first == Long.MIN_VALUE && last == Long.MAX_VALUE) {
      return random.nextLong();
    }
    return last == Long.MAX_VALUE
        ? random.nextLong(first - 1, last) + 1
        : random.nextLong(first, last + 1);
  }

  private long edge(long first, long last) {
    List<Long> edges = new ArrayList<>(List.of(first, last));
    if (first < last) {
      edges.addAll(List.of(first + 1, last - 1));
    }
    for (long near = -1; near <= 1; near++) {
      if (first <= near && near <= last) {
        edges.add(near);
      }
    }
    return edges.get(random.nextInt(edges.size()));
  }

  @SafeVarargs
  private <T> T from(T... values) {
    return values[random.nextInt(values.length)];
  }

  private <T> T note(T value) {
    drawn.add(value instanceof String text ? '"' + text + '"' : value);
    return value;
  }

  /** What was drawn until now. */
  @Override
  public String toString() {
    String all = drawn.toString();
    return all.length() > MOST_SHOWN ? all.substring(0, MOST_SHOWN) + "…" : all;
  }
}
