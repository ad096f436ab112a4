package dev.stint.domain.store;

import dev.stint.domain.Lane;
import java.util.Collection;

/**
 * The codes of the lanes that a claim looks at. One that asks for the last lane this build knows
 * meets the lanes of later builds, too, which come behind it: what it cannot read it sets apart,
 * where otherwise it would never be met and its line would seem to have work for ever.
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
