package dev.stint.domain.store;

/** What a store does with a fenced write; {@link WriteVersions} decides which. */
public enum WriteVerdict {
  /** It lands now. */
  APPLIED,
  /** It landed before: this fence and sequence are stored already. */
  APPLIED_BEFORE,
  /** The fence was overtaken, or another write of this sequence stands: stop, touch nothing. */
  STALE,
  /** There is no such task, not even a tombstone. */
  GONE
}
