package dev.stint.command.process;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;

/**
 * What user code did, in a file of each process: one line an event, with the machine's monotonic
 * time, which all its processes share. A line that was written outlives {@code kill -9}.
 */
final class ChaosBook implements AutoCloseable {

  static final String BEGAN = "BEGAN";
  static final String ENDED = "ENDED";

  /** A run of a task, by its id and fence. */
  static final String FENCE = "FENCE";

  /** A worker was declared lost. */
  static final String LOST = "LOST";

  private final OutputStream file;

  private ChaosBook(OutputStream file) {
    this.file = file;
  }

  static ChaosBook at(Path path) {
    try {
      return new ChaosBook(new FileOutputStream(path.toFile(), true));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * One write call a line, so that a kill leaves whole lines. Not by a channel, which the interrupt
   * of one thread would close for all.
   */
  void write(String event, String name) {
    String line = System.nanoTime() + " " + event + " " + name + "\n";
    try {
      file.write(line.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every name that saw the event, over the books of a folder. */
  static List<String> all(Path folder, String event) throws IOException {
    return lines(folder).filter(l -> l[1].equals(event)).map(l -> l[2]).toList();
  }

  /** When the event was first written after a moment, over the books of a folder. */
  static Optional<Long> next(Path folder, String event, long after) throws IOException {
    return lines(folder)
        .filter(l -> l[1].equals(event))
        .map(l -> Long.valueOf(l[0]))
        .filter(at -> at - after > 0)
        .min(Long::compare);
  }

  private static Stream<String[]> lines(Path folder) throws IOException {
    List<String[]> all = new ArrayList<>();
    try (Stream<Path> books = Files.list(folder).filter(p -> p.toString().endsWith(".book"))) {
      for (Path book : books.toList()) {
        Files.readAllLines(book).stream()
            .map(line -> line.split(" ", 3))
            .filter(parts -> parts.length == 3)
            .forEach(all::add);
      }
    }
    return all.stream();
  }

  /** When each name first saw the event, over the books of a folder. */
  static Map<String, Long> first(Path folder, String event) throws IOException {
    Map<String, Long> first = new HashMap<>();
    lines(folder)
        .filter(l -> l[1].equals(event))
        .forEach(l -> first.merge(l[2], Long.valueOf(l[0]), BinaryOperator.minBy(Long::compare)));
    return first;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
