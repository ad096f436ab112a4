package dev.stint.domain.life;

import dev.stint.domain.Payload;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Items that a finished task set aside and that are done again, how far that came, and where the
 * task goes on afterwards. Stands in the cursor of the task's run meanwhile, as text before the
 * cursor that the task had.
 */
public record Replay(Wanted wanted, Then then, Reached reached) {

  /** No cursor of an action begins like it. */
  private static final String MARK = "!stint replays 1";

  /**
   * @param by who wants it, for people
   * @param count how many items
   * @param items their names; none means all that the task set aside
   */
  public record Wanted(Optional<String> by, long count, List<String> items) {

    public Wanted {
      by = by.map(name -> name.replaceAll("\\p{Cntrl}", " "));
      items = List.copyOf(items);
    }

    /** Whether the item is among them. */
    public boolean has(String item) {
      return items.isEmpty() || items.contains(item);
    }
  }

  /**
   * Where the task stood when it ended.
   *
   * @param ended as what
   * @param within whether its cursor is one of the action whose items are done again, and counts
   *     them still
   */
  public record Then(TaskStatus ended, int action, Entry entry, Payload cursor, boolean within) {

    /** Whether the task goes on with what it had not done. */
    public boolean goesOn() {
      return ended == TaskStatus.FAILED;
    }
  }

  /**
   * @param passed how many items, in the store's order, stay set aside and are behind
   * @param done how many were done
   * @param failed how many failed again
   * @param missing how many could not be read again
   * @param ahead whether the next item was under way when the process ended
   */
  public record Reached(long passed, long done, long failed, long missing, boolean ahead) {

    static final Reached NOTHING = new Reached(0, 0, 0, 0, false);

    /** Whether any item was looked at. */
    public boolean begun() {
      return ahead || looked() > 0;
    }

    /** How many of the wanted items are behind. */
    public long looked() {
      return done + failed + missing;
    }
  }

  /** What the cursor of a run says; empty if nothing is done again. */
  public static Optional<Replay> of(Payload cursor) {
    return cursor.startsWith((byte) MARK.charAt(0)) ? read(cursor.bytes()) : Optional.empty();
  }

  /** Whether this could be taken for the cursor of a replay, also by another version. */
  public static boolean marks(Payload cursor) {
    return cursor.text().startsWith("!stint");
  }

  /** Not wanted, and still set aside. */
  public Replay passing() {
    return at(
        new Reached(
            reached.passed + 1, reached.done, reached.failed, reached.missing, reached.ahead));
  }

  /** The next item is done: the store has it set aside no longer. */
  public Replay past() {
    return at(
        new Reached(reached.passed, reached.done + 1, reached.failed, reached.missing, false));
  }

  /** The next item failed again, and stays set aside. */
  public Replay pastFailed() {
    return at(
        new Reached(reached.passed + 1, reached.done, reached.failed + 1, reached.missing, false));
  }

  /** The next item is not there any more, and stays set aside. */
  public Replay pastMissing() {
    return at(
        new Reached(reached.passed + 1, reached.done, reached.failed, reached.missing + 1, false));
  }

  /** The process ended while the next item was under way: if it does so again, it is to blame. */
  public Replay crashed() {
    return at(new Reached(reached.passed, reached.done, reached.failed, reached.missing, true));
  }

  /** The cursor that the task had does not count any more what was done again. */
  public Replay recounted(Payload cursor) {
    return new Replay(
        wanted, new Then(then.ended, then.action, then.entry, cursor, false), reached);
  }

  private Replay at(Reached next) {
    return new Replay(wanted, then, next);
  }

  /** As it stands in a run. */
  public Payload cursor() {
    StringBuilder head = new StringBuilder(MARK).append('\n');
    head.append(reached.passed).append(' ').append(reached.done).append(' ');
    head.append(reached.failed).append(' ').append(reached.missing).append(' ');
    head.append(reached.ahead).append('\n');
    head.append(then.ended).append(' ').append(then.action).append(' ');
    head.append(then.entry).append(' ').append(then.within).append('\n');
    head.append(wanted.count).append(' ').append(wanted.items.size()).append('\n');
    head.append(wanted.by.orElse("")).append('\n');
    wanted.items.forEach(item -> head.append(item).append('\n'));
    byte[] text = head.toString().getBytes(StandardCharsets.UTF_8);
    byte[] rest = then.cursor.bytes();
    byte[] all = new byte[text.length + rest.length];
    System.arraycopy(text, 0, all, 0, text.length);
    System.arraycopy(rest, 0, all, text.length, rest.length);
    return Payload.of(all);
  }

  private static Optional<Replay> read(byte[] bytes) {
    Lines lines = new Lines(bytes);
    if (!lines.next().equals(MARK)) {
      return Optional.empty();
    }
    String[] reached = lines.next().split(" ");
    String[] then = lines.next().split(" ");
    String[] wanted = lines.next().split(" ");
    String by = lines.next();
    List<String> items = new ArrayList<>();
    for (int left = Integer.parseInt(wanted[1]); left > 0; left--) {
      items.add(lines.next());
    }
    return Optional.of(
        new Replay(
            new Wanted(Optional.of(by).filter(b -> !b.isEmpty()), Long.parseLong(wanted[0]), items),
            new Then(
                TaskStatus.valueOf(then[0]),
                Integer.parseInt(then[1]),
                Entry.valueOf(then[2]),
                lines.rest(),
                Boolean.parseBoolean(then[3])),
            new Reached(
                Long.parseLong(reached[0]),
                Long.parseLong(reached[1]),
                Long.parseLong(reached[2]),
                Long.parseLong(reached[3]),
                Boolean.parseBoolean(reached[4]))));
  }

  /** Lines of a head, and what follows it. */
  private static final class Lines {
    private final byte[] bytes;
    private int at;

    Lines(byte[] bytes) {
      this.bytes = bytes;
    }

    String next() {
      int from = at;
      while (at < bytes.length && bytes[at] != '\n') {
        at++;
      }
      return new String(bytes, from, at++ - from, StandardCharsets.UTF_8);
    }

    Payload rest() {
      int from = Math.min(at, bytes.length);
      byte[] rest = new byte[bytes.length - from];
      System.arraycopy(bytes, from, rest, 0, rest.length);
      return Payload.of(rest);
    }
  }
}
