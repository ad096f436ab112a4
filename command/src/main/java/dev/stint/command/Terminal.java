package dev.stint.command;

import dev.stint.command.table.HarmlessText;
import java.io.PrintWriter;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What the command prints, and the one place where it is made fit for a terminal: whatever a task,
 * a file or a server said, a line stays one line, steers no terminal and tells no password.
 */
final class Terminal {

  /** In JSON they only stand within strings, where their number means the same. */
  private static final Pattern STEERING =
      Pattern.compile("[\\u007F-\\u009F\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]");

  private Terminal() {}

  static String line(String text) {
    return HarmlessText.of(text);
  }

  static void print(PrintWriter out, List<String> lines) {
    lines.forEach(l -> out.println(line(l)));
    out.flush();
  }

  /** What is harmless already, and may be coloured. */
  static void printLaidOut(PrintWriter out, List<String> lines) {
    lines.forEach(out::println);
    out.flush();
  }

  static void print(PrintWriter out, String line) {
    print(out, List.of(line));
  }

  /** Exactly what it is to a program that reads it. */
  static void printJson(PrintWriter out, String json) {
    out.println(
        STEERING.matcher(json).replaceAll(c -> "\\\\u%04x".formatted((int) c.group().charAt(0))));
    out.flush();
  }
}
