package dev.stint.web.page;

import java.nio.charset.StandardCharsets;

/** What the host's codec wrote, laid out for reading; every character of it stays. */
final class JsonShape {

  private static final int LONGEST = 20_000;
  private static final String STEP = "  ";

  private final StringBuilder out = new StringBuilder();
  private int depth;

  private JsonShape() {}

  /** Indented if it looks like JSON; cut if it is too long to read; empty if nothing is there. */
  static String of(String text) {
    String shown = text.substring(0, Math.min(text.length(), LONGEST));
    String laid = shown.matches("(?s)\\s*[\\[{].*") ? new JsonShape().laid(shown) : shown;
    return shown.length() < text.length()
        ? laid
            + "\n… cut here; it has "
            + Figures.of(text.getBytes(StandardCharsets.UTF_8).length, "byte")
        : laid;
  }

  private String laid(String text) {
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '\\' && i + 1 < text.length()) {
        out.append(c).append(text.charAt(++i));
      } else if (c == '"') {
        quoted = !quoted;
        out.append(c);
      } else if (quoted) {
        out.append(c);
      } else {
        structure(c, i + 1 < text.length() ? text.charAt(i + 1) : ' ');
      }
    }
    return out.toString();
  }

  private void structure(char c, char next) {
    switch (c) {
      case '{', '[' -> {
        out.append(c);
        depth++;
        if (next != '}' && next != ']') {
          line();
        }
      }
      case '}', ']' -> {
        depth = Math.max(0, depth - 1);
        char before = out.length() == 0 ? ' ' : out.charAt(out.length() - 1);
        if (before != '{' && before != '[') {
          line();
        }
        out.append(c);
      }
      case ',' -> {
        out.append(c);
        line();
      }
      case ':' -> out.append(": ");
      case ' ', '\n', '\r', '\t' -> {}
      default -> out.append(c);
    }
  }

  private void line() {
    out.append('\n').append(STEP.repeat(Math.min(depth, 40)));
  }
}
