package dev.stint.domain.life;

/**
 * Why an attempt failed: whether trying again could help, the kind of error, one sentence, and a
 * trimmed stack (may be empty). Long texts are cut, never refused.
 */
public record Failure(boolean permanent, String kind, String message, String stack) {

  private static final int LONGEST_KIND = 200;
  private static final int LONGEST_MESSAGE = 2_000;
  private static final int LONGEST_STACK = 8_000;

  public Failure {
    kind = cut(kind, LONGEST_KIND);
    message = cut(message, LONGEST_MESSAGE);
    stack = cut(stack, LONGEST_STACK);
  }

  /** A failure that no further try can mend. */
  public static Failure permanent(String kind, String message) {
    return new Failure(true, kind, message, "");
  }

  /** A failure that may pass. */
  public static Failure temporary(String kind, String message) {
    return new Failure(false, kind, message, "");
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest);
  }
}
