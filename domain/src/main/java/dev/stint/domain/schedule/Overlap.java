package dev.stint.domain.schedule;

/** What becomes of a moment that comes while the run before it is not finished. */
public enum Overlap {
  /** It gets its run all the same. */
  RUN,
  /** It gets none. */
  SKIP
}
