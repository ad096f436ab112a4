package dev.stint.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Runs a scenario again and again, killed at one point after another, and asserts that it comes to
 * the same end each time. First it runs undisturbed. Then, for every write that reached the store,
 * it runs in a new world twice: killed just before the write, so that it never happened, and just
 * after it, before the process heard of it. From there on no code of the killed process runs, no
 * {@code finally} either. Another worker takes over once the lease of the dead one is over, and
 * brings all tasks to their ends. The test moves no clock and waits for nothing.
 */
public final class KillAtEveryCommit {

  private static final int MOST_WRITES = 1_000;

  private final Supplier<? extends KillScenario> worlds;
  private Duration limit = Duration.ofDays(2);

  private KillAtEveryCommit(Supplier<? extends KillScenario> worlds) {
    this.worlds = worlds;
  }

  /** Each world is a new one. */
  public static KillAtEveryCommit of(Supplier<? extends KillScenario> worlds) {
    return new KillAtEveryCommit(worlds);
  }

  /** How much time on the clock the tasks may take to their ends; two days if nothing is said. */
  public KillAtEveryCommit within(Duration value) {
    limit = value;
    return this;
  }

  /**
   * Kills at every point.
   *
   * @return where it killed
   * @throws AssertionError if the end differed anywhere: it names each such point, and tells the
   *     first of them in full
   */
  public Report run() {
    KillRun first = new KillRun(worlds.get(), limit, KillPoint.NONE);
    List<String> ends = first.undisturbed();
    List<KillPoint> points = first.points();
    if (points.size() > 2 * MOST_WRITES) {
      throw new AssertionError(
          "%,d writes are too many to be killed at each: make the scenario smaller"
              .formatted(points.size() / 2));
    }
    List<KillPoint> differed = new ArrayList<>();
    AssertionError worst = null;
    for (KillPoint point : points) {
      try {
        new KillRun(worlds.get(), limit, point).killed(ends);
      } catch (AssertionError e) {
        differed.add(point);
        worst = worst == null ? e : worst;
      }
    }
    if (worst != null) {
      throw new AssertionError(told(points.size(), differed, worst), worst);
    }
    return new Report(points.stream().map(KillPoint::words).toList());
  }

  private static String told(int all, List<KillPoint> differed, AssertionError first) {
    List<String> where = differed.stream().map(point -> "\n  " + point.words()).toList();
    return "killed at %d points, the end differed at %d:%s\n\nKilled %s: %s"
        .formatted(
            all,
            differed.size(),
            String.join("", where),
            differed.get(0).words(),
            first.getMessage());
  }

  /**
   * What was shown.
   *
   * @param points where it was killed, in words
   */
  public record Report(List<String> points) {
    public Report {
      points = List.copyOf(points);
    }
  }
}
