package dev.stint.domain.store;

import dev.stint.domain.Lane;
import java.util.Collection;

/**
 * The codes of the lanes that a claim looks at. A claim for the last lane that this build knows
 * also covers the lanes of later builds, which come after it, and sets apart what it cannot read.
 * Otherwise no claim would ever meet such a task, and its line would seem to have work forever.
 *
 * @param first the least
 * @param last the greatest
 */
public record LaneCodes(int first, int last) {

  /** Greater than the code of every lane that a build may store; fits a small integer column. */
  private static final int BEYOND = Short.MAX_VALUE;

  /** All that this build knows. */
  public static final LaneCodes KNOWN =
      new LaneCodes(Lane.INTERACTIVE.ordinal(), Lane.BACKGROUND.ordinal());

  /** Those of them that this build knows. */
  public LaneCodes known() {
    return new LaneCodes(first, Math.min(last, KNOWN.last));
  }

  /** Those that a claim for these lanes looks at. */
  public static LaneCodes of(Collection<Lane> lanes) {
    return new LaneCodes(
        lanes.contains(Lane.INTERACTIVE) ? KNOWN.first : KNOWN.last,
        lanes.contains(Lane.BACKGROUND) ? BEYOND : KNOWN.first);
  }
}
