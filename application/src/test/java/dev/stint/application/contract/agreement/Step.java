package dev.stint.application.contract.agreement;

import java.util.Set;
import java.util.function.Function;

/**
 * One call of a script, which names tasks, workers and claims by numbers, so that it means the same
 * on every store, and does nothing where what it names is not there.
 *
 * @param words what it does, for people
 * @param tasks the numbers of the tasks that it names
 * @param act makes the call and answers what is to be compared
 */
record Step(String words, Set<Integer> tasks, Function<Side, Object> act) {
  /** The answer of a step that has nothing to act on. */
  static final String NOTHING = "nothing to act on";

  /** Does it on a side; answers what is to be compared. */
  Object on(Side side) {
    return act.apply(side);
  }

  @Override
  public String toString() {
    return words;
  }
}
