package dev.stint.command;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The word of several that somebody meant, if one is near to what was typed. */
final class NearWords {

  private static final int SHORTEST_BEGINNING = 2;
  private static final int PART = 3;

  private NearWords() {}

  /**
   * One that begins with what was typed, or differs from it in at most a third of its characters.
   */
  static Optional<String> meant(String typed, Collection<String> words) {
    return words.stream()
        .filter(word -> begins(typed, word) || near(typed, word))
        .min(
            Comparator.comparing((String word) -> !begins(typed, word))
                .thenComparing(word -> distance(typed, word)));
  }

  private static boolean begins(String typed, String word) {
    return typed.length() >= SHORTEST_BEGINNING && word.startsWith(typed);
  }

  private static boolean near(String typed, String word) {
    int most = typed.length() / PART;
    return Math.abs(typed.length() - word.length()) <= most && distance(typed, word) <= most;
  }

  /** Characters to add, drop, replace, or swap with the next. */
  static int distance(String from, String to) {
    int[][] cost = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(from, to, i, j, cost);
      }
    }
    return cost[from.length()][to.length()];
  }

  private static int cheapest(String from, String to, int i, int j, int[][] cost) {
    boolean same = from.charAt(i - 1) == to.charAt(j - 1);
    int best = cost[i - 1][j - 1] + (same ? 0 : 1);
    best = Math.min(best, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
    boolean swapped =
        i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1);
    return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }
}
