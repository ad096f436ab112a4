package dev.stint.domain;

import java.time.Duration;
import java.time.Instant;

/**
 * What every store can keep: the one place for the largest payloads, the earliest and latest
 * moments and the longest spans. What is out of bounds is refused before it reaches a store, in one
 * sentence, and equally on all of them.
 */
public final class Bounds {

  /** The largest cursor, result, arguments or content of a set-aside item, in bytes: 1 MiB. */
  public static final int LARGEST_PAYLOAD = 1 << 20;

  /** The earliest moment. */
  public static final Instant EARLIEST = Instant.EPOCH;

  /** The moment after the latest one that may be asked for: the beginning of the year 10000. */
  public static final Instant END = Instant.parse("9999-12-31T23:59:59Z").plusSeconds(1);

  /**
   * The moment after the latest due time: the beginning of the year 2255. Redis orders due times as
   * doubles, which tell microseconds apart up to 2^53, in June of that year.
   */
  public static final Instant DUE_END = Instant.parse("2255-01-01T00:00:00Z");

  /** The longest span of time: 36,500 days, about a hundred years. */
  public static final Duration LONGEST_SPAN = Duration.ofDays(36_500);

  /** The shortest lease: no worker renews one in time that is over before a store answers. */
  public static final Duration SHORTEST_LEASE = Duration.ofMillis(100);

  private static final int LONGEST_MUTEX = 200;

  private Bounds() {}

  /**
   * Answers the payload if it is not too large.
   *
   * @param what names it in the refusal: "the cursor"
   * @throws OutOfBoundsException if it has more than {@link #LARGEST_PAYLOAD} bytes
   */
  public static Payload payload(String what, Payload payload) {
    return payload(what, payload, LARGEST_PAYLOAD);
  }

  /**
   * Answers the payload if it has at most {@code most} bytes.
   *
   * @throws OutOfBoundsException if it is larger
   */
  public static Payload payload(String what, Payload payload, int most) {
    if (payload.size() > most) {
      throw new OutOfBoundsException(
          what + " has " + payload.size() + " bytes; at most " + most + " are allowed");
    }
    return payload;
  }

  /**
   * Answers the moment if it may be asked for, as the bound of a range.
   *
   * @throws OutOfBoundsException if it is before the year 1970 or after the year 9999
   */
  public static Instant moment(String what, Instant moment) {
    return moment(what, moment, END, "9999");
  }

  private static Instant moment(String what, Instant moment, Instant end, String lastYear) {
    if (!moment.isBefore(end)) {
      throw new OutOfBoundsException(what + " " + moment + " is after the year " + lastYear);
    }
    if (moment.isBefore(EARLIEST)) {
      throw new OutOfBoundsException(what + " " + moment + " is before the year 1970");
    }
    return moment;
  }

  /**
   * Answers the span if it is from zero to {@link #LONGEST_SPAN}.
   *
   * @throws OutOfBoundsException if it is negative or longer
   */
  public static Duration span(String what, Duration span) {
    if (span.isNegative()) {
      throw new OutOfBoundsException(what + " " + span + " is negative");
    }
    if (span.compareTo(LONGEST_SPAN) > 0) {
      throw new OutOfBoundsException(what + " " + span + " is longer than 100 years");
    }
    return span;
  }

  /**
   * Answers the span if it is over zero, and at most {@link #LONGEST_SPAN}.
   *
   * @throws OutOfBoundsException if it is not
   */
  public static Duration time(String what, Duration span) {
    if (span.isZero()) {
      throw new OutOfBoundsException(what + " must be over 0");
    }
    return span(what, span);
  }

  /**
   * Answers the lease if it is from {@link #SHORTEST_LEASE} to {@link #LONGEST_SPAN}.
   *
   * @throws OutOfBoundsException if it is not
   */
  public static Duration lease(Duration lease) {
    time("lease", lease);
    if (lease.compareTo(SHORTEST_LEASE) < 0) {
      throw new OutOfBoundsException("lease " + lease + " is shorter than " + SHORTEST_LEASE);
    }
    return lease;
  }

  /**
   * Answers the number of bytes if it is from 0 to {@link #LARGEST_PAYLOAD}.
   *
   * @throws OutOfBoundsException if it is not
   */
  public static int size(String what, int bytes) {
    if (bytes < 0 || bytes > LARGEST_PAYLOAD) {
      throw new OutOfBoundsException(what + " is 0 to " + LARGEST_PAYLOAD + " bytes, not " + bytes);
    }
    return bytes;
  }

  /**
   * Answers the number if it is from {@code least} to {@code most}.
   *
   * @throws OutOfBoundsException if it is not
   */
  public static int count(String what, int number, int least, int most) {
    if (number < least || number > most) {
      throw new OutOfBoundsException(
          what + " is from " + least + " to " + most + ", not " + number);
    }
    return number;
  }

  /** The nanoseconds of a span; of one out of bounds those of zero or {@link #LONGEST_SPAN}. */
  public static long nanos(Duration span) {
    if (span.isNegative()) {
      return 0;
    }
    return (span.compareTo(LONGEST_SPAN) < 0 ? span : LONGEST_SPAN).toNanos();
  }

  /**
   * Answers the name of a mutex if it has 1 to 200 characters, all of them printable.
   *
   * @throws IllegalArgumentException if it has not
   */
  public static String mutexName(String name) {
    return Names.check("mutex name", name, LONGEST_MUTEX);
  }

  /**
   * Answers the due time if every store can keep it as it is.
   *
   * @throws OutOfBoundsException if it is before the year 1970, after the year 2254, or a delay
   *     that is negative or longer than {@link #LONGEST_SPAN}
   */
  public static Due due(String what, Due due) {
    if (due instanceof Due.At at) {
      moment(what, at.moment(), DUE_END, "2254, the last one that every store keeps");
    } else if (due instanceof Due.In in) {
      span(what, in.delay());
    }
    return due;
  }

  /** The moment {@code span} after another, or the latest due time if that is sooner. */
  public static Instant after(Instant moment, Duration span) {
    Duration left = Duration.between(moment, DUE_END).minusMillis(1);
    return span.compareTo(left) < 0 ? moment.plus(span) : moment.plus(left);
  }
}
