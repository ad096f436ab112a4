package dev.stint.domain.life;

/** Where a ready task stands among those of its lane and priority; a lower ordinal goes first. */
public enum ClaimRank {
  /** Interrupted through no fault of its own. */
  INTERRUPTED,
  /** Yielded, and resumes before new work ({@code RESUME_FIRST}). */
  RESUMED,
  /** In the order of due times. */
  ORDINARY
}
