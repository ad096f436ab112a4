package dev.stint.application.spi;

/**
 * What became of a fenced write.
 *
 * @param owesWake whether others are owed a wake by it, see {@link WaitStore}; only for a write
 *     that was applied by this call
 */
public record WriteResult(Verdict verdict, boolean owesWake) {

  /** What the store did with the write. */
  public enum Verdict {
    /** It landed now. */
    APPLIED,
    /** It had landed before: this fence and sequence are stored already. */
    APPLIED_BEFORE,
    /** The fence was overtaken, or another write of this sequence stands: stop, touch nothing. */
    STALE,
    /** There is no such task, not even a tombstone. */
    GONE
  }

  public static final WriteResult APPLIED = new WriteResult(Verdict.APPLIED, false);
  public static final WriteResult APPLIED_BEFORE = new WriteResult(Verdict.APPLIED_BEFORE, false);
  public static final WriteResult STALE = new WriteResult(Verdict.STALE, false);
  public static final WriteResult GONE = new WriteResult(Verdict.GONE, false);

  private static final WriteResult OWING = new WriteResult(Verdict.APPLIED, true);

  public WriteResult {
    if (owesWake && verdict != Verdict.APPLIED) {
      throw new IllegalArgumentException("a write that is " + verdict + " owes no wake");
    }
  }

  /** It landed now. */
  public static WriteResult applied(boolean owesWake) {
    return owesWake ? OWING : APPLIED;
  }

  /** Whether the write was made by this call. */
  public boolean landed() {
    return verdict == Verdict.APPLIED;
  }

  /** Whether the store holds the write, made now or before. */
  public boolean stands() {
    return landed() || verdict == Verdict.APPLIED_BEFORE;
  }

  /** Whether somebody else changed the task since: stop, touch nothing. */
  public boolean stale() {
    return verdict == Verdict.STALE;
  }
}
