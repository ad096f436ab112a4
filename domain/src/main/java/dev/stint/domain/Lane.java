package dev.stint.domain;

/** Who waits for the task: a person (always first) or nobody in particular. Ordered by urgency. */
public enum Lane {
  INTERACTIVE,
  BACKGROUND
}
