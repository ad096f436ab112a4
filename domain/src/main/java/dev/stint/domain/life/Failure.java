package dev.stint.domain.life;

import dev.stint.domain.Fence;
import dev.stint.domain.Texts;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why an attempt failed: whether trying again could help, the kind of error, one sentence, and a
 * trimmed stack (may be empty). Long texts are cut, never refused.
 */
public record Failure(boolean permanent, String kind, String message, String stack) {

  private static final int LONGEST_KIND = 200;
  private static final int LONGEST_MESSAGE = 2_000;
  private static final int LONGEST_STACK = 8_000;

  private static final String REQUESTED = "tasks were requested from place ";
  private static final Pattern SERIES =
      Pattern.compile(REQUESTED + "(\\d{1,9}) under fence (\\d{1,18})(?:\n|$)");

  public Failure {
    kind = Texts.kept(kind, LONGEST_KIND);
    message = Texts.kept(message, LONGEST_MESSAGE);
    stack = Texts.kept(stack, LONGEST_STACK);
  }

  /** The same; its attempt requested tasks, and so will the next one. */
  Failure requesting(RequestSeries series) {
    String noted = REQUESTED + series.from() + " under fence " + series.fence().value();
    return new Failure(permanent, kind, message, noted + "\n" + stack);
  }

  /** What the next attempt is to know of the tasks that this one requested. */
  Optional<RequestSeries> requested() {
    Matcher noted = SERIES.matcher(stack);
    return noted.lookingAt()
        ? Optional.of(
            new RequestSeries(
                new Fence(Long.parseLong(noted.group(2))), Integer.parseInt(noted.group(1))))
        : Optional.empty();
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
