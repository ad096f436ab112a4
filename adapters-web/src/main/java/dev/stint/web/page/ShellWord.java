package dev.stint.web.page;

/** A word of a command as a POSIX shell reads it: what data says, no shell carries out. */
final class ShellWord {

  private ShellWord() {}

  static String of(String text) {
    return text.matches("[\\w@%+=:,./-]+") && !text.startsWith("-")
        ? text
        : "'" + text.replace("'", "'\\''") + "'";
  }
}
