package dev.stint.redis;

import dev.stint.domain.life.Run;
import dev.stint.domain.life.Signal;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.store.EndRecord;
import dev.stint.domain.store.KeptTask;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The domain's rules as constants that stand before the scripts. */
final class Rules {

  private Rules() {}

  /** What becomes of tasks by their status. Any letter that is in none of these is unknown. */
  static String ofStatuses() {
    return set("CLAIMABLE", Kind.CLAIMABLE)
        + set("FINISHED", Kind.FINISHED)
        + set("STILL", Kind.STILL);
  }

  /** How long a tombstone stays, which signal is the stronger, what is kept of no run. */
  static String ofChanges() {
    String signals =
        Stream.of(Signal.values())
            .map(s -> "['" + Codes.of(s) + "'] = " + s.ordinal())
            .collect(Collectors.joining(", "));
    // No format: its digits would be those of the JVM's locale.
    return "local TOMBSTONE = "
        + SortKeys.micros(KeptTask.TOMBSTONE.time())
        + "\nlocal STRENGTH = {"
        + signals
        + "}\nlocal NO_RECORD = '"
        + EndRecord.NO_RECORD
        + "'\n";
  }

  private enum Kind {
    CLAIMABLE,
    FINISHED,
    /** Neither ready nor due later. */
    STILL
  }

  private static String set(String name, Kind kind) {
    return letters().entrySet().stream()
        .filter(e -> e.getValue() == kind)
        .map(e -> e.getKey() + " = true")
        .collect(Collectors.joining(", ", "local " + name + " = {", "}\n"));
  }

  private static SortedMap<String, Kind> letters() {
    SortedMap<String, Kind> kinds = new TreeMap<>();
    for (TaskStatus status : TaskStatus.values()) {
      kinds.put(Codes.of(status), status.finished() ? Kind.FINISHED : kind(status.claimable()));
    }
    for (Run run : Codes.WAITING) {
      kinds.put(Codes.of(run), kind(run.claimable()));
    }
    return kinds;
  }

  private static Kind kind(boolean claimable) {
    return claimable ? Kind.CLAIMABLE : Kind.STILL;
  }
}
