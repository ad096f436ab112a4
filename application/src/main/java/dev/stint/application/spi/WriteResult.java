package dev.stint.application.spi;

/** What became of a fenced write. */
public enum WriteResult {
  /** It landed now. */
  APPLIED,
  /** It landed now, and others are owed a wake by it: see {@link WaitStore}. */
  APPLIED_OWING,
  /** It had landed before: this fence and sequence are stored already. */
  APPLIED_BEFORE,
  /** The fence was overtaken, or another write of this sequence stands: stop, touch nothing. */
  STALE,
  /** There is no such task, not even a tombstone. */
  GONE;

  /** Whether the write was made by this call. */
  public boolean landed() {
    return this == APPLIED || this == APPLIED_OWING;
  }

  /** Whether the write stands in the store. */
  public boolean stands() {
    return landed() || this == APPLIED_BEFORE;
  }
}
