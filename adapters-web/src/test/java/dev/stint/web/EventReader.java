package dev.stint.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One who watches live events. */
final class EventReader implements AutoCloseable {

  private final BufferedReader lines;

  EventReader(InputStream stream) {
    this.lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
  }

  /** What comes next, comments included; empty once it has ended. Waits for it. */
  Optional<String> block() throws IOException {
    List<String> block = new ArrayList<>();
    while (true) {
      String line = lines.readLine();
      if (line == null) {
        return Optional.empty();
      }
      if (line.isEmpty()) {
        return Optional.of(String.join("\n", block));
      }
      block.add(line);
    }
  }

  /** The next event. */
  Event next() throws IOException {
    while (true) {
      String block = block().orElseThrow(() -> new IOException("it has ended"));
      if (block.startsWith("event: ")) {
        return Event.one(block);
      }
    }
  }

  /** Events until the end. */
  List<Event> rest() throws IOException {
    List<Event> all = new ArrayList<>();
    for (Optional<String> block = block(); block.isPresent(); block = block()) {
      if (block.get().startsWith("event: ")) {
        all.add(Event.one(block.get()));
      }
    }
    return all;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
