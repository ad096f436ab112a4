package dev.stint.command.table;

import dev.stint.command.store.Secrets;
import dev.stint.domain.PlainText;

/**
 * What others wrote, made fit for a terminal: one line that steers nothing and tells no password.
 */
public final class HarmlessText {

  private HarmlessText() {}

  public static String of(String text) {
    return PlainText.line(Secrets.hidden(text));
  }
}
