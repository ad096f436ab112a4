package dev.stint.domain.life;

import dev.stint.domain.Texts;

/**
 * Why an attempt failed: whether trying again could help, the kind of error, one sentence, and a
 * trimmed stack (may be empty). Long texts are cut, never refused.
 */
public record Failure(boolean permanent, String kind, String message, String stack) {

  private static final int LONGEST_KIND = 200;
  private static final int LONGEST_MESSAGE = 2_000;
  private static final int LONGEST_STACK = 8_000;

  public Failure {
    kind = Texts.kept(kind, LONGEST_KIND);
    message = Texts.kept(message, LONGEST_MESSAGE);
    stack = Texts.kept(stack, LONGEST_STACK);
  }

  /** A failure that no further try can mend. */
  public static Failure permanent(String kind, String message) {
    return new Failure(true, kind, message, "");
  }

  /** A failure that may pass. */
  public static Failure temporary(String kind, String message) {
    return new Failure(false, kind, message, "");
  }
}
