package dev.stint.bootstrap.builtin;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.stint.application.api.PermanentFailureException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a CSV file from any record on. Splits the bytes into records by counting quotes, and lets
 * FastCSV read each; a quote that is never closed spoils its own line only.
 */
final class CsvSource implements AutoCloseable {

  /** A quoted field may span so many lines at most. */
  private static final int LONGEST_RECORD = 200;

  private final FileChannel channel;
  private final InputStream in;
  private final int columns;
  private CsvPlace place;

  /** A line with its line end. */
  private record Physical(byte[] bytes) {
    int quotes() {
      int quotes = 0;
      for (byte b : bytes) {
        quotes += b == '"' ? 1 : 0;
      }
      return quotes;
    }
  }

  private final ArrayList<Physical> ahead = new ArrayList<>();

  private CsvSource(FileChannel channel, CsvPlace place, int columns) throws IOException {
    this.channel = channel.position(place.offset());
    this.in = new BufferedInputStream(Channels.newInputStream(channel), 1 << 16);
    this.place = place;
    this.columns = columns;
  }

  /**
   * @throws PermanentFailureException if there is no such file
   */
  static CsvSource open(String file, CsvPlace place, int columns) throws IOException {
    Path path = Path.of(file);
    if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
      throw new PermanentFailureException("there is no readable file " + file);
    }
    return new CsvSource(FileChannel.open(path), place, columns);
  }

  /** Where the next record begins. */
  CsvPlace place() {
    return place;
  }

  /** The next record; empty at the end of the file. Blank lines are passed over. */
  Optional<CsvLine> next() throws IOException {
    while (true) {
      Optional<Physical> first = line(0);
      if (first.isEmpty()) {
        return Optional.empty();
      }
      if (new String(first.get().bytes, StandardCharsets.ISO_8859_1).isBlank()) {
        take(1);
        continue;
      }
      return Optional.of(record(first.get()));
    }
  }

  private CsvLine record(Physical first) throws IOException {
    CsvLine alone = parsed(first.bytes);
    if (first.quotes() % 2 == 0) {
      take(1);
      return alone;
    }
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    joined.write(first.bytes);
    for (int i = 1; i < LONGEST_RECORD; i++) {
      Optional<Physical> more = line(i);
      if (more.isEmpty()) {
        break;
      }
      joined.write(more.get().bytes);
      if (more.get().quotes() % 2 == 1) {
        CsvLine whole = parsed(joined.toByteArray());
        if (whole.problem().isEmpty()) {
          take(i + 1);
          return whole;
        }
        break;
      }
    }
    take(1);
    return new CsvLine(
        alone.number(), alone.base(), List.of(), alone.raw(), Optional.of("a quote is not closed"));
  }

  private CsvLine parsed(byte[] bytes) {
    Optional<String> text = decoded(bytes);
    if (text.isEmpty()) {
      String raw = new String(bytes, StandardCharsets.ISO_8859_1).strip();
      return new CsvLine(
          place.line(), place.base(), List.of(), raw, Optional.of("it is not UTF-8"));
    }
    String raw = text.get().strip();
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .allowExtraCharsAfterClosingQuote(false)
            .ofCsvRecord(marked(text.get()))) {
      List<CsvRecord> records = reader.stream().toList();
      List<String> values = records.isEmpty() ? List.of() : records.get(0).getFields();
      return new CsvLine(
          place.line(), place.base(), List.copyOf(values), raw, problem(records.size(), values));
    } catch (IOException | CsvParseException e) {
      return new CsvLine(
          place.line(), place.base(), List.of(), raw, Optional.of("its quotes do not pair up"));
    }
  }

  private Optional<String> problem(int records, List<String> values) {
    // FastCSV ends a record at a bare carriage return too; what follows it must not get lost.
    if (records > 1) {
      return Optional.of("a bare carriage return or an unquoted quote splits it");
    }
    return columns < 0 || values.size() == columns
        ? Optional.empty()
        : Optional.of("it has %d columns, not %d".formatted(values.size(), columns));
  }

  /** The text without the byte order mark that some programs put first in a file. */
  private String marked(String text) {
    return place.offset() == 0 && text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static Optional<String> decoded(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** The line {@code distance} lines ahead. */
  private Optional<Physical> line(int distance) throws IOException {
    while (ahead.size() <= distance) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      int b = in.read();
      while (b >= 0 && b != '\n') {
        bytes.write(b);
        b = in.read();
      }
      if (b == '\n') {
        bytes.write(b);
      }
      if (bytes.size() == 0) {
        return Optional.empty();
      }
      ahead.add(new Physical(bytes.toByteArray()));
    }
    return Optional.of(ahead.get(distance));
  }

  private void take(int lines) {
    long offset = place.offset();
    for (int i = 0; i < lines; i++) {
      offset += ahead.get(i).bytes.length;
    }
    ahead.subList(0, lines).clear();
    place = new CsvPlace(offset, place.line() + lines, place.base());
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
