package dev.stint.command.builtin;

import dev.stint.application.api.PermanentFailureException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Refuses to go on with a file that is not the one an import began with: what was read of it must
 * stand unchanged, and it must not be shorter than it was. More may follow. Thread-safe.
 *
 * <p>All that was read is read again only where this process did not read it itself, or the file
 * was touched since.
 */
final class SameFile {

  private static final int MOST_SEEN = 1_000;

  private final Map<String, Seen> seen = new ConcurrentHashMap<>();

  /** What tells a touched file from one that was not. */
  private record Stamp(long size, FileTime modified, String key) {
    static Stamp of(String file) throws IOException {
      BasicFileAttributes now = Files.readAttributes(Path.of(file), BasicFileAttributes.class);
      return new Stamp(now.size(), now.lastModifiedTime(), String.valueOf(now.fileKey()));
    }

    boolean grownTo(Stamp later) {
      return key.equals(later.key) && later.size > size;
    }
  }

  /**
   * @param proved whether all before the place was compared since the file was last touched
   */
  private record Seen(Stamp stamp, CsvPlace from, CsvPlace to, boolean proved) {
    boolean at(CsvPlace place) {
      return from.equals(place) || to.equals(place);
    }
  }

  /**
   * @param at where an import of this file goes on
   * @throws PermanentFailureException in one sentence, if it cannot
   */
  void check(String file, FileChannel open, CsvPlace at) throws IOException {
    if (at.read().isEmpty()) {
      return;
    }
    FilePrint print = at.read().get();
    if (open.size() < print.size()) {
      throw changed(file, "it has %d bytes now and had %d".formatted(open.size(), print.size()));
    }
    Stamp stamp = Stamp.of(file);
    Optional<Seen> own = Optional.ofNullable(seen.get(file)).filter(s -> s.at(at));
    boolean untouched = own.filter(s -> s.stamp.equals(stamp)).isPresent();
    boolean grown = own.filter(s -> s.stamp.grownTo(stamp)).isPresent();
    boolean cheap = untouched || grown;
    if (cheap ? !print.holdsNear(open, at.offset()) : !print.holds(open, at.offset())) {
      throw changed(file, "what was read of it has changed");
    }
    if (continued(open, at.offset())) {
      throw changed(file, "the last line that was read of it has been continued");
    }
    boolean proved = !cheap || untouched && own.filter(Seen::proved).isPresent();
    remember(file, new Seen(stamp, at, at, proved));
  }

  /** The place that was reached, with what the file holds before it. */
  CsvPlace reached(String file, FileChannel open, CsvPlace from, CsvPlace to, boolean last)
      throws IOException {
    FilePrint print =
        from.read().isPresent()
            ? from.read().get().grown(open, from.offset(), to.offset())
            : FilePrint.of(open, to.offset());
    CsvPlace reached = to.having(print);
    Optional<Seen> before = Optional.ofNullable(seen.get(file)).filter(s -> s.at(from));
    boolean proved = before.map(Seen::proved).orElse(true);
    if (last && !proved && !print.holds(open, to.offset())) {
      throw changed(file, "what was read of it has changed");
    }
    Stamp stamp = before.isPresent() ? before.get().stamp : Stamp.of(file);
    remember(file, new Seen(stamp, from, reached, proved || last));
    return reached;
  }

  private void remember(String file, Seen what) {
    if (seen.size() >= MOST_SEEN) {
      seen.clear();
    }
    seen.put(file, what);
  }

  /** Whether something follows what was read as the last line, which had no line end. */
  private static boolean continued(FileChannel open, long offset) throws IOException {
    ByteBuffer last = ByteBuffer.allocate(1);
    if (offset == 0 || open.size() <= offset || open.read(last, offset - 1) < 1) {
      return false;
    }
    byte end = last.get(0);
    return end != '\n' && end != '\r';
  }

  private static PermanentFailureException changed(String file, String why) {
    return new PermanentFailureException(
        "%s is not the file that this import began with: %s; import it again with --replace"
            .formatted(file, why));
  }
}
