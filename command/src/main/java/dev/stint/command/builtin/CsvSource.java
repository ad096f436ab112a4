package dev.stint.command.builtin;

import dev.stint.application.api.PermanentFailureException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads a CSV file from any record on, as Python's {@code csv} module does: a quoted field may hold
 * commas and line ends, a quote inside an unquoted field is a character like any other, and a
 * record ends at a line feed, a carriage return or both. One thing is not as there: a quote that is
 * not closed spoils its own line only, and does not swallow the lines that follow.
 */
final class CsvSource implements AutoCloseable {

  private final FileChannel channel;
  private final FileBytes in;
  private final int columns;
  private CsvPlace place;

  private CsvSource(FileChannel channel, CsvPlace place, int columns) {
    this.channel = channel;
    this.in = new FileBytes(channel, place.offset());
    this.place = place;
    this.columns = columns;
  }

  /**
   * @param columns that each record must have; −1 if any number will do
   * @throws PermanentFailureException in one sentence, if there is no such file
   */
  static CsvSource open(String file, CsvPlace place, int columns) throws IOException {
    return new CsvSource(channel(file), place, columns);
  }

  private static FileChannel channel(String file) throws IOException {
    Optional<String> refusal = FileKind.refusal(file);
    if (refusal.isPresent()) {
      throw new PermanentFailureException(refusal.get());
    }
    return FileChannel.open(Path.of(file));
  }

  /** The same file from another place on; closing either closes both. */
  CsvSource from(CsvPlace other, int itsColumns) {
    return new CsvSource(channel, other, itsColumns);
  }

  FileChannel channel() {
    return channel;
  }

  /** Where the next record begins. */
  CsvPlace place() {
    return place;
  }

  /** The next record; empty at the end of the file. Lines of no character are passed over. */
  Optional<CsvLine> next() throws IOException {
    boolean marked = place.offset() == 0 && skipMark();
    while (true) {
      int first = in.read();
      if (first == '\n' || first == '\r' || first < 0) {
        if (marked) {
          return Optional.of(nothingButMark(first));
        }
        if (first < 0) {
          return Optional.empty();
        }
        endLine(first);
        arrive(1);
        continue;
      }
      return Optional.of(record(first));
    }
  }

  private CsvLine nothingButMark(int end) throws IOException {
    CsvRecord empty = new CsvRecord();
    CsvLine line = empty.broken(place, "its first line holds nothing but a byte order mark");
    endLine(end);
    arrive(1);
    return line;
  }

  private CsvLine record(int first) throws IOException {
    CsvRecord record = new CsvRecord();
    long lines = 1;
    long secondLine = -1;
    for (int b = first; ; b = in.read()) {
      CsvRecord.Next next = record.take(b);
      if (next == CsvRecord.Next.OVER) {
        endLine(b);
        CsvLine line = record.line(place, columns);
        arrive(lines);
        return line;
      }
      if (next == CsvRecord.Next.UNCLOSED || next == CsvRecord.Next.STRAY && lines > 1) {
        if (secondLine >= 0) {
          in.position(secondLine);
        }
        CsvLine line = record.firstLine(place, "a quote is not closed");
        arrive(1);
        return line;
      }
      if (endsLine(b)) {
        lines++;
        if (secondLine < 0) {
          secondLine = in.position();
          record.firstLineEnds();
        }
      }
    }
  }

  /** Whether a line of the file ends here, within a quoted field. */
  private boolean endsLine(int b) throws IOException {
    if (b != '\r') {
      return b == '\n';
    }
    long here = in.position();
    boolean both = in.skip('\n');
    in.position(here);
    return !both;
  }

  /** Both characters of a line's end are one end. */
  private void endLine(int b) throws IOException {
    if (b == '\r') {
      in.skip('\n');
    }
  }

  private void arrive(long lines) {
    place = place.at(in.position(), place.line() + lines);
  }

  /** Some programs put a byte order mark first in a file. */
  private boolean skipMark() throws IOException {
    boolean marked = in.skip(0xEF) && in.skip(0xBB) && in.skip(0xBF);
    if (!marked) {
      in.position(0);
    }
    return marked;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
