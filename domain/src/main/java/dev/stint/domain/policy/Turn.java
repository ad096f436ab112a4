package dev.stint.domain.policy;

/** Where a task that yielded stands among the ready tasks of its lane and priority. */
public enum Turn {
  /** Behind the tasks that already wait. */
  FAIR,
  /** Before the tasks that have not run yet (seed 000). */
  RESUME_FIRST
}
