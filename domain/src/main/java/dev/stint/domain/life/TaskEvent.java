package dev.stint.domain.life;

/** What can happen to a task. */
public enum TaskEvent {
  /** A worker takes it. */
  CLAIM,
  /** A worker hands it back as it was. */
  RELEASE,
  /** A reaper takes it from a lost worker. */
  TAKE_OVER,
  /** Its action stops willingly, for now or until a moment (snooze). */
  YIELD,
  /** It starts to wait for another task, its turn, or a build that can read it. */
  BLOCK,
  /** What it waited for came, or cannot come any more. */
  UNBLOCK,
  /** An attempt failed and another is allowed. */
  RETRY,
  /** Its stint ended before its end. */
  INTERRUPT,
  /** Its last action is over. */
  SUCCEED,
  /** It gives up. */
  FAIL,
  PAUSE,
  RESUME,
  CANCEL,
  /** A later request absorbs it. */
  SUPERSEDE,
  /** A person starts a finished task anew. */
  RESTART
}
