package dev.stint.command.builtin;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One record while it is read, byte by byte. Keeps no more than the largest record allowed. */
final class CsvRecord {

  /** A larger record is set aside: it would not fit into memory beside what a worker holds. */
  static final int LARGEST = 16 << 20;

  /** What is kept to show of a record that is set aside. */
  private static final int LONGEST_SHOWN = 1 << 16;

  private enum State {
    FIELD_BEGINS,
    PLAIN,
    QUOTED,
    QUOTE_IN_QUOTED
  }

  /** What a byte did. */
  enum Next {
    MORE,
    /** The record ends before this byte, which is a line's end or the file's. */
    OVER,
    /** Something stands between a closing quote and the field's end. */
    STRAY,
    /** The file ends within quotes. */
    UNCLOSED
  }

  private final List<String> values = new ArrayList<>();
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private ByteArrayOutputStream value = new ByteArrayOutputStream();
  private State state = State.FIELD_BEGINS;
  private boolean utf8 = true;
  private boolean shownWhole = true;
  private long size;
  private int firstLine = -1;

  Next take(int b) {
    if (b < 0) {
      return state == State.QUOTED ? Next.UNCLOSED : over();
    }
    if ((b == '\n' || b == '\r') && state != State.QUOTED) {
      return over();
    }
    keep(b);
    return switch (state) {
      case FIELD_BEGINS -> b == '"' ? to(State.QUOTED) : plain(b);
      case PLAIN -> plain(b);
      case QUOTED -> b == '"' ? to(State.QUOTE_IN_QUOTED) : add(b);
      case QUOTE_IN_QUOTED -> afterQuote(b);
    };
  }

  private Next afterQuote(int b) {
    if (b == '"') {
      state = State.QUOTED;
      return add(b);
    }
    Next next = plain(b);
    return b == ',' ? next : Next.STRAY;
  }

  private Next plain(int b) {
    if (b == ',') {
      endValue();
      return to(State.FIELD_BEGINS);
    }
    add(b);
    return to(State.PLAIN);
  }

  private Next to(State next) {
    state = next;
    return Next.MORE;
  }

  private Next add(int b) {
    if (size <= LARGEST) {
      value.write(b);
    }
    return Next.MORE;
  }

  private Next over() {
    endValue();
    return Next.OVER;
  }

  private void keep(int b) {
    size++;
    if (shown.size() < LONGEST_SHOWN) {
      shown.write(b);
    } else {
      shownWhole = false;
    }
    if (size == LARGEST + 1) {
      values.clear();
      value = new ByteArrayOutputStream();
    }
  }

  /** What is shown of the record ends here if its first line only is to blame. */
  void firstLineEnds() {
    firstLine = shown.size();
  }

  private void endValue() {
    if (size > LARGEST) {
      return;
    }
    Optional<String> text = decoded(value.toByteArray());
    utf8 &= text.isPresent();
    values.add(text.orElse(""));
    value.reset();
  }

  /** The whole record. */
  CsvLine line(CsvPlace place, int columns) {
    Optional<String> problem = problem(columns);
    return problem.isPresent()
        ? broken(place, problem.get())
        : new CsvLine(place.line(), place.base(), List.copyOf(values), text(shown.size()), problem);
  }

  private Optional<String> problem(int columns) {
    if (size > LARGEST) {
      return Optional.of("it is larger than " + (LARGEST >> 20) + " MiB");
    }
    if (!utf8) {
      return Optional.of("it is not UTF-8");
    }
    return columns < 0 || values.size() == columns
        ? Optional.empty()
        : Optional.of("it has %d columns, not %d".formatted(values.size(), columns));
  }

  CsvLine broken(CsvPlace place, String problem) {
    return new CsvLine(
        place.line(), place.base(), List.of(), text(shown.size()), Optional.of(problem));
  }

  /** Its first line alone. */
  CsvLine firstLine(CsvPlace place, String problem) {
    int length = firstLine < 0 ? shown.size() : firstLine;
    return new CsvLine(place.line(), place.base(), List.of(), text(length), Optional.of(problem));
  }

  private String text(int length) {
    byte[] bytes = shown.toByteArray();
    String text =
        utf8 || !shownWhole
            ? new String(bytes, 0, length, StandardCharsets.UTF_8)
            : new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    return shownWhole || length < bytes.length ? text.strip() : text.strip() + "…";
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
}
