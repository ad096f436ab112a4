package dev.stint.command.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;

/**
 * What user code did, in a file of each process: one line an event, with the machine's monotonic
 * time, which all its processes share. A line that was written outlives {@code kill -9}.
 */
final class ChaosBook implements AutoCloseable {

  static final String BEGAN = "BEGAN";
  static final String ENDED = "ENDED";

  private final FileChannel file;

  private ChaosBook(FileChannel file) {
    this.file = file;
  }

  static ChaosBook at(Path path) {
    try {
      return new ChaosBook(
          FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One write call a line, so that a kill leaves whole lines. */
  void write(String event, String name) {
    String line = System.nanoTime() + " " + event + " " + name + "\n";
    try {
      file.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** When each name first saw the event, over the books of a folder. */
  static Map<String, Long> first(Path folder, String event) throws IOException {
    Map<String, Long> first = new HashMap<>();
    try (Stream<Path> books = Files.list(folder).filter(p -> p.toString().endsWith(".book"))) {
      for (Path book : books.toList()) {
        for (String line : Files.readAllLines(book)) {
          String[] parts = line.split(" ", 3);
          if (parts.length == 3 && parts[1].equals(event)) {
            first.merge(parts[2], Long.valueOf(parts[0]), BinaryOperator.minBy(Long::compare));
          }
        }
      }
    }
    return first;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
