package dev.stint.application.spi;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What stands behind an error: its causes, each once, at most {@link #MOST}. Errors come from
 * drivers, pools and user code, so a cause may lead back to itself, and may throw when asked.
 */
public final class Causes {

  /** How many are looked at: longer chains repeat themselves. */
  public static final int MOST = 20;

  private Causes() {}

  /** The error and its causes, from the outside in. */
  public static List<Throwable> of(Throwable error) {
    return of(error, one -> List.of());
  }

  /**
   * The error and its causes, from the outside in.
   *
   * @param more what stands behind an error beside its cause, such as the next exceptions of a
   *     batch; looked at after the cause
   */
  public static List<Throwable> of(
      Throwable error, Function<Throwable, ? extends List<? extends Throwable>> more) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Throwable> found = new ArrayList<>();
    Deque<Throwable> open = new ArrayDeque<>(List.of(error));
    while (!open.isEmpty() && found.size() < MOST) {
      Throwable next = open.pop();
      if (seen.add(next)) {
        found.add(next);
        more.apply(next).forEach(open::addLast);
        cause(next).ifPresent(open::push);
      }
    }
    return List.copyOf(found);
  }

  /** The first of the error and its causes that is of the kind. */
  public static <T extends Throwable> Optional<T> first(Throwable error, Class<T> kind) {
    return of(error).stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }

  /** Whether the error or one of its causes is such a one. */
  public static boolean any(Throwable error, Predicate<? super Throwable> such) {
    return of(error).stream().anyMatch(such);
  }

  /** The innermost cause; the error itself if it has none. */
  public static Throwable root(Throwable error) {
    List<Throwable> all = of(error);
    return all.get(all.size() - 1);
  }

  private static Optional<Throwable> cause(Throwable error) {
    try {
      return Optional.ofNullable(error.getCause());
    } catch (Throwable e) {
      return Optional.empty();
    }
  }

  /** The error's own words, in one line; the name of its class if it has none or does not tell. */
  public static String words(Throwable error) {
    try {
      String words = error.getMessage();
      if (words != null && !words.isBlank()) {
        return words.strip().lines().findFirst().orElse("").strip();
      }
    } catch (Throwable e) {
      // Below.
    }
    return error.getClass().getName();
  }
}
