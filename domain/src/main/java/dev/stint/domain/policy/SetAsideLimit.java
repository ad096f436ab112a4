package dev.stint.domain.policy;

/** How many items may be set aside: {@code items}, or 1 % of those processed if that is greater. */
public record SetAsideLimit(long items) {

  /** A hundred items, or 1 %. */
  public static final SetAsideLimit DEFAULT = new SetAsideLimit(100);

  public SetAsideLimit {
    if (items < 0) {
      throw new IllegalArgumentException("maxSetAside must not be negative: " + items);
    }
  }

  /** Whether {@code setAside} of {@code processed} items is too many. */
  public boolean exceededBy(long setAside, long processed) {
    return setAside > Math.max(items, processed / 100);
  }
}
