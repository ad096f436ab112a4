package dev.stint.redis;

import dev.stint.domain.Line;
import dev.stint.domain.QueueName;
import dev.stint.domain.TaskTypeName;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lines as the text of a message: the queue, the type and who sends it, a line each. */
final class Hint {

  private static final String BETWEEN = "\n\n";

  private Hint() {}

  static String text(Collection<Line> lines, String sender) {
    return lines.stream()
        .map(line -> SortKeys.line(line) + '\n' + sender)
        .collect(Collectors.joining(BETWEEN));
  }

  /** Without what this process said itself, and what is no hint of this release. */
  static List<Line> lines(String text, String self) {
    return Stream.of(text.split(BETWEEN)).flatMap(line -> line(line, self).stream()).toList();
  }

  private static Optional<Line> line(String text, String self) {
    String[] parts = text.split("\n", -1);
    try {
      return parts.length != 3 || parts[2].equals(self)
          ? Optional.empty()
          : Optional.of(new Line(new QueueName(parts[0]), new TaskTypeName(parts[1])));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
