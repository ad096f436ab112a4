package dev.stint.redis;

import dev.stint.domain.Due;
import dev.stint.domain.Lane;
import dev.stint.domain.Line;
import dev.stint.domain.PriorityRange;
import dev.stint.domain.store.LaneCodes;
import java.time.Duration;
import java.time.Instant;

/** How lines, ready tasks and due times are written where scripts compare them. */
final class SortKeys {

  /** The latest moment a due time can name, in microseconds: scripts count in doubles. */
  static final long LATEST = 9_000_000_000_000_000L;

  /** Where the due time begins in a member. */
  static final int BEFORE_DUE = 12;

  private SortKeys() {}

  /** No name holds a line feed. */
  static String line(Line line) {
    return line.queue().value() + "\n" + line.type().value();
  }

  /** Lane, priority (greater first) and rank: what a ready task's member begins with. */
  static String head(Lane lane, int priority, int rank) {
    return lane.ordinal() + priority(priority) + rank;
  }

  static String priority(int priority) {
    // One digit more, cut off again, stands for the leading zeros.
    return Long.toString(10_000_000_000L + Integer.MAX_VALUE - priority).substring(1);
  }

  /** Where the members of a lane and a range of priorities begin, for a range by text. */
  static String low(Lane lane, PriorityRange priorities) {
    return "[" + lane.ordinal() + priority(priorities.most());
  }

  /**
   * Where they end: what follows the priority are digits. Behind all of the last lane are those of
   * lanes that this build does not know ({@link LaneCodes}).
   */
  static String high(Lane lane, PriorityRange priorities) {
    if (priorities.isAll() && lane == Lane.BACKGROUND) {
      return "+";
    }
    return "[" + lane.ordinal() + priority(priorities.least()) + "~";
  }

  static int priority(String written) {
    return (int) (Integer.MAX_VALUE - Long.parseLong(written));
  }

  static Args due(Args args, Due due) {
    if (due instanceof Due.In in) {
      return args.add("in").add(micros(in.delay()));
    }
    if (due instanceof Due.At at) {
      return args.add("at").add(micros(at.moment()));
    }
    return args.add("same").add(0);
  }

  static long micros(Duration duration) {
    return duration.getSeconds() >= LATEST / 1_000_000
        ? LATEST
        : duration.getSeconds() * 1_000_000L + duration.getNano() / 1_000;
  }

  static long micros(Instant moment) {
    long seconds = Math.max(0, Math.min(LATEST / 1_000_000 - 1, moment.getEpochSecond()));
    return seconds == moment.getEpochSecond()
        ? seconds * 1_000_000L + moment.getNano() / 1_000
        : seconds * 1_000_000L;
  }

  static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000);
  }
}
