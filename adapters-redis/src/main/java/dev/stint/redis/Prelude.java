package dev.stint.redis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What scripts share, in parts: a part is one local function, or one line of local variables. A
 * script gets those that it names, and those that they name: a server makes each function anew at
 * each call of a script, and the more there are the more each costs. Immutable.
 */
final class Prelude {

  private static final String LOCAL = "local ";
  private static final String FUNCTION = "local function ";

  private final List<Part> parts = new ArrayList<>();

  /**
   * @param text lines that begin at the left margin begin parts, but {@code end} and {@code else};
   *     a comment has a line of its own
   */
  Prelude(String text) {
    List<String> lines = new ArrayList<>();
    for (String line : text.lines().filter(Prelude::says).toList()) {
      if (begins(line) && !lines.isEmpty()) {
        parts.add(Part.of(lines));
        lines = new ArrayList<>();
      }
      lines.add(line);
    }
    parts.add(Part.of(lines));
  }

  /**
   * The parts that a script needs, in their order. A word that only looks like a part's name brings
   * that part as well. What defines nothing is needed always.
   */
  String of(String script) {
    return text(needed(script));
  }

  /**
   * The same before a function that the script calls seldom. What only that needs is in it, and
   * made only when it is called.
   */
  String of(String script, String function, String seldom) {
    List<Part> often = needed(script);
    List<Part> beside = new ArrayList<>(needed(seldom));
    beside.removeAll(often);
    return text(often) + FUNCTION + function + "()\n" + text(beside) + seldom + "end\n";
  }

  private List<Part> needed(String script) {
    Set<String> named = new HashSet<>();
    script.lines().filter(Prelude::says).forEach(line -> addWords(line, named));
    Deque<Part> needed = new ArrayDeque<>();
    for (int i = parts.size() - 1; i >= 0; i--) {
      Part part = parts.get(i);
      if (part.names.isEmpty() || part.names.stream().anyMatch(named::contains)) {
        named.addAll(part.words);
        needed.push(part);
      }
    }
    return List.copyOf(needed);
  }

  private static String text(List<Part> parts) {
    return parts.stream().map(Part::text).collect(Collectors.joining());
  }

  private static boolean says(String line) {
    String text = line.strip();
    return !text.isEmpty() && !text.startsWith("--");
  }

  private static boolean begins(String line) {
    return Character.isLetter(line.charAt(0))
        && !line.startsWith("end")
        && !line.startsWith("else");
  }

  /** Adds what could be names of variables: fields of tables are none. */
  private static void addWords(String line, Set<String> words) {
    int at = 0;
    while (at < line.length()) {
      int from = at;
      while (at < line.length() && Character.isJavaIdentifierPart(line.charAt(at))) {
        at++;
      }
      if (at > from && !isField(line, from)) {
        words.add(line.substring(from, at));
      }
      at++;
    }
  }

  /** Two dots join texts, one selects a field. */
  private static boolean isField(String line, int word) {
    return word > 0 && line.charAt(word - 1) == '.' && (word < 2 || line.charAt(word - 2) != '.');
  }

  /**
   * @param names what it defines
   * @param words what it names
   */
  private record Part(Set<String> names, Set<String> words, String text) {

    static Part of(List<String> lines) {
      Set<String> words = new HashSet<>();
      lines.forEach(line -> addWords(line, words));
      String text = lines.stream().map(line -> line + "\n").collect(Collectors.joining());
      return new Part(names(lines.get(0)), words, text);
    }

    private static Set<String> names(String line) {
      Set<String> names = new HashSet<>();
      if (line.startsWith(FUNCTION)) {
        addWords(line.substring(FUNCTION.length(), line.indexOf('(')), names);
      } else if (line.startsWith(LOCAL)) {
        int end = line.indexOf('=');
        addWords(line.substring(LOCAL.length(), end < 0 ? line.length() : end), names);
      }
      return names;
    }
  }
}
