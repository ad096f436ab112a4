package dev.stint.web.trends;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The minutes of the last day. Not thread-safe. */
final class Minutes {

  private static final int KEPT = 24 * 60;

  private final TreeMap<Long, Slot> slots = new TreeMap<>();

  private static long minute(Instant at) {
    return at.truncatedTo(ChronoUnit.MINUTES).getEpochSecond() / 60;
  }

  void add(Instant at, Slot seen) {
    slots.merge(minute(at), seen, Slot::and);
    slots.headMap(minute(at) - KEPT, true).clear();
  }

  void clear() {
    slots.clear();
  }

  /** Its last step holds this moment. */
  Trend over(Window window, Instant now) {
    long wide = window.step().toMinutes();
    long end = Math.floorDiv(minute(now), wide) * wide + wide;
    List<Slot> steps = new ArrayList<>();
    for (long from = end - wide * window.steps(); from < end; from += wide) {
      steps.add(slots.subMap(from, from + wide).values().stream().reduce(Slot.NONE, Slot::and));
    }
    Optional<Instant> since =
        slots.isEmpty()
            ? Optional.empty()
            : Optional.of(Instant.ofEpochSecond(slots.firstKey() * 60));
    return new Trend(since, Instant.ofEpochSecond(end * 60), window.step(), steps);
  }
}
