package dev.stint.application.api.operate;

import dev.stint.domain.Bounds;
import dev.stint.domain.OutOfBoundsException;
import dev.stint.domain.Payload;
import java.util.Optional;

/**
 * Where in its plan a task is to go on. Immutable; each method that takes a value answers a refined
 * copy.
 *
 * @param action the name of an action of the task's plan, or its number, from 1
 * @param cursor "everything up to here is done", as the task's cursor is shown, or for a chunked
 *     action just the action's own cursor as the codec writes it; empty for the action's beginning
 * @param by who wants it, for people; set by {@link TasksAs} for its principal
 * @param discreet whether the message that the task keeps of it tells no cursor
 */
public record RestartPoint(
    String action, Optional<Payload> cursor, Optional<String> by, boolean discreet) {

  /** The longest name of an action, in characters, that is looked for. */
  private static final int LONGEST_NAME = 1_000;

  /**
   * @throws OutOfBoundsException if the cursor is larger than {@link Bounds#LARGEST_PAYLOAD}, or
   *     the action's name has more than 1,000 characters
   */
  public RestartPoint {
    Bounds.count("the length of the action's name", action.length(), 0, LONGEST_NAME);
    cursor = cursor.filter(c -> !c.isNone());
    cursor.ifPresent(c -> Bounds.payload("the cursor", c));
  }

  /** The beginning of this action. */
  public static RestartPoint of(String action) {
    return new RestartPoint(action, Optional.empty(), Optional.empty(), false);
  }

  /** Behind what this cursor says is done. */
  public RestartPoint after(String text) {
    return new RestartPoint(action, Optional.of(Payload.of(text)), by, discreet);
  }

  /** As this person wants. */
  public RestartPoint by(String who) {
    return new RestartPoint(action, cursor, Optional.of(who), discreet);
  }

  /** With a message that tells no cursor, for tasks whose cursors not everybody may read. */
  public RestartPoint discreetly() {
    return new RestartPoint(action, cursor, by, true);
  }
}
