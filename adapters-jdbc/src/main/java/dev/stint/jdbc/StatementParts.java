package dev.stint.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The names that a statement has for its values or attributes, and the texts around them, of which
 * there is one more.
 *
 * <p>Only what needs no grammar is split. Statements with backslashes, block comments or quotes
 * that do not end are left to a parser.
 */
record StatementParts(List<String> texts, List<String> names) {

  /** Names of values: {@code :name}. The two colons of a cast are text. */
  static Optional<StatementParts> ofValues(String statement) {
    return statement.indexOf('?') < 0 ? split(statement, ':') : Optional.empty();
  }

  /** Names of attributes: {@code <name>}. */
  static Optional<StatementParts> ofAttributes(String statement) {
    return split(statement, '<');
  }

  private static Optional<StatementParts> split(String statement, char mark) {
    return statement.indexOf('\\') < 0 ? new Split(statement, mark).parts() : Optional.empty();
  }

  /** One statement while it is split. */
  private static final class Split {

    private final String text;
    private final char mark;
    private final List<String> texts = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private int from;
    private int at;

    Split(String text, char mark) {
      this.text = text;
      this.mark = mark;
    }

    Optional<StatementParts> parts() {
      while (at < text.length()) {
        if (!step(text.charAt(at))) {
          return Optional.empty();
        }
      }
      texts.add(text.substring(from));
      return Optional.of(new StatementParts(texts, names));
    }

    private boolean step(char c) {
      if (c == mark) {
        return name();
      }
      return switch (c) {
        case '\'' -> quoted(text.indexOf('\'', at + 1));
        case '-' -> next() == '-' ? comment() : pass(1);
        case '/' -> next() != '*' && next() != '/' && pass(1);
        case '"' -> next() != '"' && quoted(text.indexOf('"', at + 1));
        default -> pass(1);
      };
    }

    private boolean name() {
      if (mark == ':' && next() == ':') {
        return pass(2);
      }
      int end = at + 1;
      while (end < text.length() && ofName(text.charAt(end))) {
        end++;
      }
      boolean closed = mark == ':' || (end < text.length() && text.charAt(end) == '>');
      if (end == at + 1 || !closed) {
        return pass(1);
      }
      texts.add(text.substring(from, at));
      names.add(text.substring(at + 1, end));
      from = mark == ':' ? end : end + 1;
      at = from;
      return true;
    }

    private boolean comment() {
      int end = text.indexOf('\n', at);
      return pass((end < 0 ? text.length() : end) - at);
    }

    private boolean quoted(int end) {
      return end > 0 && pass(end + 1 - at);
    }

    private boolean pass(int chars) {
      at += chars;
      return true;
    }

    private char next() {
      return at + 1 < text.length() ? text.charAt(at + 1) : '\0';
    }

    private static boolean ofName(char c) {
      return c == '.' || Character.isJavaIdentifierPart(c);
    }
  }
}
