package dev.stint.redis;

import dev.stint.domain.Fence;
import dev.stint.domain.Message;
import dev.stint.domain.SetAside;
import dev.stint.domain.WorkerId;
import dev.stint.domain.life.StoredCodes;
import dev.stint.domain.task.HistoryRow;
import dev.stint.domain.task.TaskMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/** Reads notes: the store's time, a line feed, and what {@link Writing} packed. */
final class Noting {

  private final Instant at;
  private final Unpacking in;

  /**
   * @param time where the line of the time ends
   * @param head where the last line ends before what was packed
   */
  private Noting(byte[] entry, int time, int head) {
    this.at = SortKeys.instant(Long.parseLong(Args.text(Arrays.copyOf(entry, time))));
    this.in = new Unpacking(Arrays.copyOfRange(entry, head + 1, entry.length));
  }

  private static int lineEnd(byte[] entry, int from) {
    int end = from;
    while (entry[end] != '\n') {
      end++;
    }
    return end;
  }

  /** Has a second line, of which only the script that keeps messages reads. */
  static TaskMessage message(byte[] entry) {
    int time = lineEnd(entry, 0);
    Noting note = new Noting(entry, time, lineEnd(entry, time + 1));
    Message.Level level = new StoredCodes().named("level", Message.Level.INFO, note.in.text());
    return new TaskMessage(note.at, new Message(level, note.in.text()));
  }

  static HistoryRow history(byte[] entry) {
    int time = lineEnd(entry, 0);
    Noting note = new Noting(entry, time, time);
    return new HistoryRow(
        note.at,
        new Fence(note.in.number()),
        StoredCodes.status(note.in.text()),
        note.in.count(),
        Duration.of(note.in.number(), ChronoUnit.MICROS),
        TaskCodec.failure(note.in.bytes()),
        note.in.maybe(WorkerId::of),
        note.in.rest());
  }

  static SetAside setAside(String item, byte[] packed) {
    Unpacking in = new Unpacking(packed);
    return new SetAside(item, in.payload(), in.text());
  }
}
