package dev.stint.command;

import java.nio.charset.Charset;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where the words of this process go.
 *
 * @param columns of the terminal; empty if stdout is none
 * @param unicode whether stdout's encoding has more than ASCII
 */
record Display(
    OptionalInt columns, boolean unicode, Map<String, String> environment, InstantSource clock) {

  /** The command that all others are under. */
  interface Holder {
    Display display();
  }

  /** Set by the script, which can tell: its columns if stdout is a terminal, else 0. */
  static final String COLUMNS = "stint.columns";

  private static final int USUAL = 80;

  /** A pipe, in no environment. */
  static Display pipe() {
    return new Display(OptionalInt.empty(), true, Map.of(), InstantSource.system());
  }

  static Display ofProcess() {
    return of(System.getenv(), Optional.ofNullable(System.getProperty(COLUMNS)), isConsole());
  }

  static Display of(Map<String, String> environment, Optional<String> told, boolean console) {
    boolean terminal = told.map(t -> !t.equals("0")).orElse(console);
    OptionalInt columns =
        terminal ? OptionalInt.of(columns(environment, told)) : OptionalInt.empty();
    return new Display(columns, encodesUnicode(), environment, InstantSource.system());
  }

  private static int columns(Map<String, String> environment, Optional<String> told) {
    return number(Optional.ofNullable(environment.get("COLUMNS")))
        .or(() -> number(told))
        .orElse(USUAL);
  }

  private static Optional<Integer> number(Optional<String> text) {
    return text.filter(t -> t.matches("[1-9]\\d{0,4}")).map(Integer::valueOf);
  }

  /** From JDK 22 on there is a console also where no terminal is. */
  private static boolean isConsole() {
    if (System.console() == null) {
      return false;
    }
    try {
      return (boolean) java.io.Console.class.getMethod("isTerminal").invoke(System.console());
    } catch (ReflectiveOperationException before22) {
      return true;
    }
  }

  private static boolean encodesUnicode() {
    String named =
        System.getProperty("stdout.encoding", System.getProperty("sun.stdout.encoding", ""));
    Charset encoding =
        named.isEmpty() || !Charset.isSupported(named)
            ? Charset.defaultCharset()
            : Charset.forName(named);
    return encoding.canEncode() && encoding.newEncoder().canEncode('…');
  }

  boolean terminal() {
    return columns.isPresent();
  }

  /**
   * Without an option that says it: NO_COLOR, then CLICOLOR_FORCE, then whether it is a terminal.
   */
  boolean color() {
    if (isSet("NO_COLOR")) {
      return false;
    }
    if (isSet("CLICOLOR_FORCE") && !"0".equals(environment.get("CLICOLOR_FORCE"))) {
      return true;
    }
    boolean off = "0".equals(environment.get("CLICOLOR")) || "dumb".equals(environment.get("TERM"));
    return terminal() && !off;
  }

  private boolean isSet(String name) {
    return !environment.getOrDefault(name, "").isEmpty();
  }
}
