package dev.stint.domain.life;

/** What a BLOCKED task waits for. */
public enum BlockReason {
  /** Another task, or a milestone inside it. */
  TASK,
  /** Its turn in its serial key. */
  TURN,
  /** A build that can read its arguments or its status. */
  UNREADABLE
}
