package dev.stint.domain.life;

/** Why a stint ended before its end. */
public enum Interruption {
  /** Its worker was lost. */
  CRASH,
  /** Its worker stopped and the action did not yield in time. */
  SHUTDOWN,
  /** It ran past its deadline and grace. */
  TIMEOUT
}
