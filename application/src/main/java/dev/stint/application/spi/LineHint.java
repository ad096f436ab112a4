package dev.stint.application.spi;

import dev.stint.domain.Line;
import dev.stint.domain.QueueName;
import dev.stint.domain.TaskTypeName;
import java.util.Optional;

/** A hint as stores send it in text: the queue, the type and who sends it, a line each. */
public final class LineHint {

  private LineHint() {}

  /** The text of a hint. */
  public static String text(Line line, String sender) {
    return line.queue().value() + '\n' + line.type().value() + '\n' + sender;
  }

  /**
   * Reads a text; empty for what is no hint of this release, and for what this process said itself.
   *
   * @param self the sender whose hints are left out
   */
  public static Optional<Line> line(String text, String self) {
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
