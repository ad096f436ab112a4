package dev.stint.domain.schedule;

import dev.stint.domain.PlainText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What becomes of the moments that came while nobody looked. Immutable. A moment is missed when it
 * is older than a minute at the first look; younger ones get their runs whatever this says.
 *
 * @param most for ALL: how many runs are made up for at most, the latest; else 1
 */
public record Missed(Kind kind, int most) {

  /** How old a moment is when it counts as missed. */
  public static final Duration LATE = Duration.ofMinutes(1);

  /** None of them is made up for. */
  public static final Missed SKIP = new Missed(Kind.SKIP, 1);

  /** One run for all of them. */
  public static final Missed ONCE = new Missed(Kind.ONCE, 1);

  private static final int MOST = 1_000;
  private static final Pattern ALL = Pattern.compile("all[: ]([0-9]{1,4})");

  /** What is done about them. */
  public enum Kind {
    SKIP,
    ONCE,
    ALL
  }

  public Missed {
    if (most < 1 || most > MOST) {
      throw new IllegalArgumentException(
          "from 1 to " + MOST + " missed runs can be made up for, not " + most);
    }
  }

  /** One run each, for the latest {@code most} of them. */
  public static Missed all(int most) {
    return new Missed(Kind.ALL, most);
  }

  /**
   * Reads {@code skip}, {@code once} or {@code all:5}, as {@link #toString} writes them.
   *
   * @throws IllegalArgumentException if it is something else
   */
  public static Missed parse(String text) {
    String word = text.strip().toLowerCase(Locale.ROOT);
    Matcher all = ALL.matcher(word);
    if (all.matches()) {
      return all(Integer.parseInt(all.group(1)));
    }
    return switch (word) {
      case "skip" -> SKIP;
      case "once" -> ONCE;
      default ->
          throw new IllegalArgumentException(
              PlainText.quoted(text) + " is no policy for missed runs; say skip, once or all:5");
    };
  }

  /** The moments from {@code due} to {@code now} that get a run, oldest first. */
  List<Instant> chosen(CronTiming timing, Instant due, Instant now) {
    Instant late = now.minus(LATE);
    if (!due.isBefore(late)) {
      return latest(timing, due, now, MOST);
    }
    return switch (kind) {
      case SKIP -> latest(timing, late, now, MOST);
      // Named by the first of them: that one all workers see alike, however late they look.
      case ONCE -> List.of(due);
      case ALL -> latestOfMany(timing, due, now);
    };
  }

  @Override
  public String toString() {
    String word = kind.name().toLowerCase(Locale.ROOT);
    return kind == Kind.ALL ? word + ":" + most : word;
  }

  /** Looks back twice as far each time, for there may be years of moments before. */
  private List<Instant> latestOfMany(CronTiming timing, Instant due, Instant now) {
    Duration back = LATE;
    Duration whole = Duration.between(due, now);
    while (back.compareTo(whole) < 0) {
      List<Instant> found = latest(timing, now.minus(back), now, most);
      if (found.size() == most) {
        return found;
      }
      back = back.multipliedBy(2);
    }
    return latest(timing, due, now, most);
  }

  private static List<Instant> latest(CronTiming timing, Instant from, Instant now, int most) {
    Deque<Instant> kept = new ArrayDeque<>();
    Iterator<Instant> moments = timing.allAfter(from.minusNanos(1)).iterator();
    while (moments.hasNext()) {
      Instant moment = moments.next();
      if (moment.isAfter(now)) {
        break;
      }
      kept.addLast(moment);
      if (kept.size() > most) {
        kept.removeFirst();
      }
    }
    return List.copyOf(kept);
  }
}
