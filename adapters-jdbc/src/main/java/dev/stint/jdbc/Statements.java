package dev.stint.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The statements of one dialect, each a file named after what it does, read once for all stores of
 * this JVM. Thread-safe.
 */
final class Statements {

  private static final Map<SqlWords, Statements> ALL = new ConcurrentHashMap<>();
  private static final Map<String, String> PARTS = new ConcurrentHashMap<>();

  private final SqlWords words;
  private final Template template;
  private final Map<String, String> read = new ConcurrentHashMap<>();
  private final Map<String, Optional<String>> own = new ConcurrentHashMap<>();

  /**
   * Of a dialect.
   *
   * @param words one of {@link Dialects}: equal words say the same
   */
  static Statements of(SqlWords words) {
    return ALL.computeIfAbsent(words, Statements::new);
  }

  private Statements(SqlWords words) {
    this.words = words;
    this.template = new Template(words, Statements::part);
  }

  /** What they say their database's own way. */
  SqlWords words() {
    return words;
  }

  String get(String name) {
    return read.computeIfAbsent(name, this::read);
  }

  /** The dialect's own statement, where it has one of the name. */
  Optional<String> own(String name) {
    return own.computeIfAbsent(
        name, n -> file("sql/%s/%s.sql".formatted(words.name(), n)).map(template::expand));
  }

  private String read(String name) {
    return own(name)
        .or(() -> file("sql/%s.sql".formatted(name)).map(template::expand))
        .orElseThrow(() -> new IllegalStateException("no statement " + name));
  }

  static String part(String name) {
    return PARTS.computeIfAbsent(name, Statements::readPart);
  }

  private static String readPart(String name) {
    return file("sql/parts/%s.sql".formatted(name))
        .map(String::strip)
        .orElseThrow(() -> new IllegalStateException("no word {" + name + "} in statements"));
  }

  static Optional<String> file(String path) {
    try (InputStream in = Statements.class.getResourceAsStream(path)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
