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
      Pattern.compile(
          REQUESTED + "(\\d{1,9}) under fence (\\d{1,18}) after (\\d{1,9}) ends(?:\n|$)");

  /** Nothing went wrong: all there is to keep is what was requested. */
  private static final String NOTHING = "no failure";

  public Failure {
    kind = Texts.kept(kind, LONGEST_KIND);
    message = Texts.kept(message, LONGEST_MESSAGE);
    stack = Texts.kept(stack, LONGEST_STACK);
  }

  /** No failure, but a place for what the next stint is to know of requested tasks. */
  static Failure none() {
    return temporary(NOTHING, "");
  }

  /** Whether anything went wrong; if not, this only notes what was requested. */
  public boolean happened() {
    return !kind.equals(NOTHING);
  }

  /** The same, with what the next stint is to know of the tasks that were requested. */
  Failure requesting(RequestSeries series) {
    // Read again by a pattern: no format, whose digits would be those of the JVM's locale.
    String place = REQUESTED + series.from() + " under fence " + series.fence().value();
    String noted = place + " after " + series.ends() + " ends";
    return new Failure(permanent, kind, message, noted + "\n" + withoutRequests().stack);
  }

  /** The same, with what the failure before it says of requested tasks. */
  Failure after(Optional<Failure> before) {
    return before.flatMap(Failure::requested).map(this::requesting).orElse(this);
  }

  Failure withoutRequests() {
    Matcher noted = SERIES.matcher(stack);
    return noted.lookingAt()
        ? new Failure(permanent, kind, message, stack.substring(noted.end()))
        : this;
  }

  /** What the next stint is to know of the tasks that were requested. */
  Optional<RequestSeries> requested() {
    Matcher noted = SERIES.matcher(stack);
    return noted.lookingAt()
        ? Optional.of(
            new RequestSeries(
                new Fence(Long.parseLong(noted.group(2))),
                Integer.parseInt(noted.group(1)),
                Integer.parseInt(noted.group(3))))
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
