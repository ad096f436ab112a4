package dev.stint.web;

import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * A part of a list that is no longer than its caller asked for.
 *
 * @param limit at most this many
 * @param skip after leaving out so many
 */
record Slice(int limit, int skip) {

  static final List<String> PARAMETERS = List.of("limit", "skip");

  private static final int USUAL = 100;
  private static final int MOST = 1_000;
  private static final int MOST_SKIPPED = 1_000_000;

  static Slice of(Query query) {
    return new Slice(query.whole("limit", USUAL, 1, MOST), query.whole("skip", 0, 0, MOST_SKIPPED));
  }

  /** Of a list that is there as a whole. */
  <T> ApiAnswer of(String name, List<T> all, Function<T, Facts> each) {
    int from = Math.min(skip, all.size());
    return of(name, count -> all.subList(from, Math.min(from + count, all.size())), each);
  }

  /**
   * @param read given a number, reads at most that many of what follows the skipped ones
   */
  <T> ApiAnswer of(String name, IntFunction<List<T>> read, Function<T, Facts> each) {
    List<T> some = read.apply(limit + 1);
    List<T> shown = some.subList(0, Math.min(limit, some.size()));
    return ApiAnswer.ok(Facts.of(name, Facts.list(shown, each)).with("more", some.size() > limit));
  }
}
