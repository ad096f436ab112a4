package dev.stint.redis;

import dev.stint.application.spi.LineHint;
import dev.stint.domain.Line;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lines as the text of a message, an empty line between their hints. */
final class Hint {

  private static final String BETWEEN = "\n\n";

  private Hint() {}

  static String text(Collection<Line> lines, String sender) {
    return lines.stream()
        .map(line -> LineHint.text(line, sender))
        .collect(Collectors.joining(BETWEEN));
  }

  /** Without what this process said itself, and what is no hint of this release. */
  static List<Line> lines(String text, String self) {
    return Stream.of(text.split(BETWEEN))
        .flatMap(line -> LineHint.line(line, self).stream())
        .toList();
  }
}
