package dev.stint.redis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Shares out a claim over partitions by what they said is ready: in claim order as far as the heads
 * that each named reach, in turns beyond. So the most urgent task of all is always among those
 * taken, and lanes hold across partitions.
 */
final class ClaimSplit {

  /** Up to where members of one lane, priority and rank agree. */
  private static final int SAME = 12;

  /**
   * Ready tasks of one partition, line and lane.
   *
   * @param heads the first of them, in order; at least one
   * @param count how many there are in all
   */
  record Source(int partition, int line, boolean interactive, List<String> heads, long count) {}

  /** How many each partition is asked for, and how many of those from each line. */
  static final class Shares {
    private final Map<Integer, Integer> partitions = new HashMap<>();
    private final Map<List<Integer>, Integer> lines = new HashMap<>();
    private final int most;
    private int all;

    /**
     * @param most how many there may be
     */
    Shares(int most) {
      this.most = most;
    }

    int of(int partition) {
      return partitions.getOrDefault(partition, 0);
    }

    int of(int partition, int line) {
      return lines.getOrDefault(List.of(partition, line), 0);
    }

    int all() {
      return all;
    }

    /** What these leave of the lines' limits. */
    int[] without(int[] limits) {
      int[] left = limits.clone();
      lines.forEach((at, taken) -> left[at.get(1)] -= taken);
      return left;
    }

    private boolean full() {
      return all >= most;
    }

    private void add(Source source) {
      all++;
      partitions.merge(source.partition, 1, Integer::sum);
      lines.merge(List.of(source.partition, source.line), 1, Integer::sum);
    }
  }

  private ClaimSplit() {}

  /** How far a source is shared out. */
  private static final class Reached {
    private final Source source;
    private final Shares shares;
    private int taken;

    Reached(Source source, Shares shares) {
      this.source = source;
      this.shares = shares;
    }

    String next() {
      int known = source.heads.size();
      return taken < known
          ? source.heads.get(taken)
          : source.heads.get(known - 1).substring(0, SAME) + "~" + (1_000_000_000L + taken);
    }
  }

  /**
   * @param limits how many each line may give; what was shared out is taken off
   */
  static Shares share(List<Source> sources, int limit, int[] limits) {
    Shares shares = new Shares(limit);
    together(sources, shares, List.of(), new Shares(0), limits);
    return shares;
  }

  /**
   * Shares out two kinds in one order: the limits of the lines are theirs together.
   *
   * @param limits how many each line may give; what was shared out is taken off
   */
  static void together(
      List<Source> some, Shares ofSome, List<Source> others, Shares ofOthers, int[] limits) {
    PriorityQueue<Reached> order = new PriorityQueue<>(Comparator.comparing(Reached::next));
    some.forEach(s -> order.add(new Reached(s, ofSome)));
    others.forEach(s -> order.add(new Reached(s, ofOthers)));
    while (!order.isEmpty()) {
      Reached best = order.remove();
      if (!best.shares.full() && limits[best.source.line] > 0) {
        limits[best.source.line]--;
        best.shares.add(best.source);
        best.taken++;
        if (best.taken < best.source.count) {
          order.add(best);
        }
      }
    }
  }

  /** Whether the line's limit, not what is ready, decides how much it gives. */
  static boolean binds(List<Source> sources, int line, int lineLimit, int limit) {
    long ready = sources.stream().filter(s -> s.line == line).mapToLong(Source::count).sum();
    return lineLimit < limit && ready > lineLimit;
  }

  /** Shares out without lines, as for tasks that came due. */
  static Shares share(List<Source> sources, int limit) {
    return share(new ArrayList<>(sources), limit, new int[] {Integer.MAX_VALUE});
  }
}
