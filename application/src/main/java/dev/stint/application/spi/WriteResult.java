package dev.stint.application.spi;

import dev.stint.domain.store.WriteVerdict;

/**
 * What became of a fenced write.
 *
 * @param owesWake whether others are owed a wake by it, see {@link WaitStore}; only for a write
 *     that was applied by this call
 */
public record WriteResult(WriteVerdict verdict, boolean owesWake) {

  public static final WriteResult APPLIED = new WriteResult(WriteVerdict.APPLIED, false);
  public static final WriteResult APPLIED_BEFORE =
      new WriteResult(WriteVerdict.APPLIED_BEFORE, false);
  public static final WriteResult STALE = new WriteResult(WriteVerdict.STALE, false);
  public static final WriteResult GONE = new WriteResult(WriteVerdict.GONE, false);

  private static final WriteResult OWING = new WriteResult(WriteVerdict.APPLIED, true);

  public WriteResult {
    if (owesWake && verdict != WriteVerdict.APPLIED) {
      throw new IllegalArgumentException("a write that is " + verdict + " owes no wake");
    }
  }

  /** Of a write that owes nobody a wake. */
  public static WriteResult of(WriteVerdict verdict) {
    return switch (verdict) {
      case APPLIED -> APPLIED;
      case APPLIED_BEFORE -> APPLIED_BEFORE;
      case STALE -> STALE;
      case GONE -> GONE;
    };
  }

  /** It landed now. */
  public static WriteResult applied(boolean owesWake) {
    return owesWake ? OWING : APPLIED;
  }

  /** Whether the write was made by this call. */
  public boolean landed() {
    return verdict == WriteVerdict.APPLIED;
  }

  /** Whether the store holds the write, made now or before. */
  public boolean stands() {
    return landed() || verdict == WriteVerdict.APPLIED_BEFORE;
  }

  /** Whether somebody else changed the task since: stop, touch nothing. */
  public boolean stale() {
    return verdict == WriteVerdict.STALE;
  }
}
