package dev.stint.application.api.operate;

import dev.stint.domain.Bounds;
import dev.stint.domain.OutOfBoundsException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which of the items that a task set aside are to be done again. Immutable; each method that takes
 * a value answers a refined copy.
 *
 * @param action the number, from 1, of the action in the task's plan that reads them again; empty
 *     where only one of its actions can
 * @param names the items' names; none means all
 * @param by who wants it, for people; set by {@link TasksAs} for its principal
 */
public record ReplayItems(OptionalInt action, List<String> names, Optional<String> by) {

  /** At most this many items are named; more are replayed by naming none. */
  public static final int MOST_NAMES = 1_000;

  /** All items that the task set aside. */
  public static final ReplayItems ALL =
      new ReplayItems(OptionalInt.empty(), List.of(), Optional.empty());

  /**
   * @throws OutOfBoundsException if the action's number is not from 1, or there are too many names
   */
  public ReplayItems {
    names = List.copyOf(names);
    Bounds.count("the number of names", names.size(), 0, MOST_NAMES);
    Bounds.count("the action to replay", action.orElse(1), 1, Integer.MAX_VALUE);
  }

  /**
   * These items only.
   *
   * @throws OutOfBoundsException if none is named, or more than {@link #MOST_NAMES} are
   */
  public static ReplayItems named(List<String> names) {
    Bounds.count("the number of names", names.size(), 1, MOST_NAMES);
    return new ReplayItems(OptionalInt.empty(), names, Optional.empty());
  }

  /** By this action, counted from 1. */
  public ReplayItems at(int number) {
    return new ReplayItems(OptionalInt.of(number), names, by);
  }

  /** As this person wants. */
  public ReplayItems by(String who) {
    return new ReplayItems(action, names, Optional.of(who));
  }
}
