package dev.stint.application.spi;

/** What became of a fenced write. */
public enum Landing {
  /** It landed now. */
  APPLIED,
  /** It had landed before: this fence and sequence are stored already. */
  APPLIED_BEFORE,
  /** The fence was overtaken, or another write of this sequence stands: stop, touch nothing. */
  STALE,
  /** There is no such task, not even a tombstone. */
  GONE;

  /** Whether the write stands in the store. */
  public boolean stands() {
    return this == APPLIED || this == APPLIED_BEFORE;
  }
}
