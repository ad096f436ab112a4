package dev.stint.command.table;

/** What a colour says beside the word that it colours. */
public enum Tone {
  PLAIN(""),
  STRONG("1"),
  FAINT("2"),
  GOOD("32"),
  BAD("31"),
  WARNING("33"),
  BUSY("36");

  private static final String ESCAPE = "\u001B[";

  private final String code;

  Tone(String code) {
    this.code = code;
  }

  /** The text in this colour; nothing coloured is left open behind it. */
  public String paint(String text) {
    return this == PLAIN || text.isBlank() ? text : ESCAPE + code + "m" + text + ESCAPE + "0m";
  }
}
