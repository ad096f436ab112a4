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
final class Sharing {

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
    private int all;

    int of(int partition) {
      return partitions.getOrDefault(partition, 0);
    }

    int of(int partition, int line) {
      return lines.getOrDefault(List.of(partition, line), 0);
    }

    int all() {
      return all;
    }

    private void add(Source source) {
      all++;
      partitions.merge(source.partition, 1, Integer::sum);
      lines.merge(List.of(source.partition, source.line), 1, Integer::sum);
    }
  }

  private Sharing() {}

  /** How far a source is shared out. */
  private static final class Reached {
    private final Source source;
    private int taken;

    Reached(Source source) {
      this.source = source;
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
    Shares shares = new Shares();
    PriorityQueue<Reached> order = new PriorityQueue<>(Comparator.comparing(Reached::next));
    sources.forEach(s -> order.add(new Reached(s)));
    while (shares.all < limit && !order.isEmpty()) {
      Reached best = order.remove();
      if (limits[best.source.line] > 0) {
        limits[best.source.line]--;
        shares.add(best.source);
        best.taken++;
        if (best.taken < best.source.count) {
          order.add(best);
        }
      }
    }
    return shares;
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
