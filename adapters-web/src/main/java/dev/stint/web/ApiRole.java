package dev.stint.web;

/** What a caller of the API may do beside looking; each role may do what those before it may. */
public enum ApiRole {
  /** Look, and change nothing. */
  READ,
  /** Request tasks; pause, resume, cancel and restart; run a schedule now: what can be undone. */
  OPERATE,
  /** Also remove tasks and schedules, and limit queues and types. */
  ADMINISTER;

  /** Whether it may do what needs that role. */
  public boolean covers(ApiRole needed) {
    return compareTo(needed) >= 0;
  }
}
