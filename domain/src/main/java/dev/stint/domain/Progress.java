package dev.stint.domain;

/**
 * How far a task has come, for people: items done, items in all ({@link #UNKNOWN} where nobody
 * counted them) and a line of text, cut at 500 characters.
 */
public record Progress(long done, long total, String text) {

  /** The total of work that nobody counted. */
  public static final long UNKNOWN = -1;

  /** Nothing said yet. */
  public static final Progress NONE = new Progress(0, UNKNOWN, "");

  private static final int LONGEST_TEXT = 500;

  public Progress {
    if (done < 0 || total < UNKNOWN) {
      throw new IllegalArgumentException("progress out of range: " + done + " of " + total);
    }
    text = Texts.kept(text, LONGEST_TEXT);
  }

  /** Whole percent, 0 to 100; 0 while the total is unknown. */
  public int percent() {
    return total <= 0 ? 0 : (int) Math.min(100, done / (double) total * 100);
  }
}
