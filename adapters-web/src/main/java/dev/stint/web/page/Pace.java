package dev.stint.web.page;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How fast tasks go that people look at, measured from look to look over the last two minutes.
 * Thread-safe.
 */
public final class Pace {

  private static final int MOST_TASKS = 500;
  private static final int MOST_LOOKS = 40;
  private static final Duration WINDOW = Duration.ofMinutes(2);
  private static final Duration LEAST = Duration.ofSeconds(4);

  /** How far a task was, and when. */
  private record Look(Instant at, long done) {}

  /**
   * What was measured.
   *
   * @param slow the least rate between two looks, items a second
   * @param fast the greatest
   * @param mean that of all of them
   */
  public record Rate(double slow, double fast, double mean) {}

  private final Map<String, Deque<Look>> looks =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<Look>> eldest) {
          return size() > MOST_TASKS;
        }
      };

  /**
   * Notes how far a task is; answers its rate, or none if it was looked at once or stands still.
   */
  public synchronized Optional<Rate> looked(String task, long done, Instant now) {
    Deque<Look> seen = looks.computeIfAbsent(task, t -> new ArrayDeque<>());
    if (!seen.isEmpty() && done < seen.getLast().done()) {
      seen.clear(); // Another action, or it was restarted.
    }
    while (!seen.isEmpty() && seen.getFirst().at().isBefore(now.minus(WINDOW))) {
      seen.removeFirst();
    }
    if (seen.isEmpty() || !now.isBefore(seen.getLast().at().plus(LEAST))) {
      seen.addLast(new Look(now, done));
    }
    if (seen.size() > MOST_LOOKS) {
      seen.removeFirst();
    }
    return rate(seen);
  }

  private static Optional<Rate> rate(Deque<Look> seen) {
    if (seen.size() < 2) {
      return Optional.empty();
    }
    double slow = Double.MAX_VALUE;
    double fast = 0;
    Look before = seen.getFirst();
    for (Look look : seen) {
      if (look != before) {
        double rate = rate(before, look);
        slow = Math.min(slow, rate);
        fast = Math.max(fast, rate);
        before = look;
      }
    }
    double mean = rate(seen.getFirst(), seen.getLast());
    return mean > 0 ? Optional.of(new Rate(slow, fast, mean)) : Optional.empty();
  }

  private static double rate(Look from, Look to) {
    double seconds = Duration.between(from.at(), to.at()).toMillis() / 1000.0;
    return (to.done() - from.done()) / seconds;
  }
}
