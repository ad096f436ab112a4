package dev.stint.domain.store;

/**
 * How far a store counts tasks when a person or a meter asks: exactly as far as this, and beyond it
 * says "at least". So an answer costs by what it shows, however many tasks are kept. See ADR 18.
 *
 * @param each tasks that are counted of one line, lane and status
 * @param inAll tasks that are counted for one answer, which all of its figures share
 */
public record CountBound(int each, int inAll) {

  /** What people and meters are told. */
  public static final CountBound STANDARD = new CountBound(10_000, 50_000);

  private static final int TEN = 10;

  /**
   * @throws IllegalArgumentException if one of them is less than 1
   */
  public CountBound {
    if (each < 1 || inAll < 1) {
      throw new IllegalArgumentException("a bound is 1 or more, not " + Math.min(each, inAll));
    }
  }

  /** How far each of that many figures is counted: one digit followed by zeros, such as 2,000. */
  public int among(int figures) {
    int share = Math.max(1, Math.min(each, inAll / Math.max(1, figures)));
    int unit = 1;
    while (share / unit >= TEN) {
      unit *= TEN;
    }
    return share / unit * unit;
  }
}
