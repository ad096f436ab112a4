package dev.stint.domain;

/** The caller's own name for a request; asking again within its scope answers the first task. */
public record IdempotencyKey(String value, Scope scope) {

  /** How long a key keeps its task. */
  public enum Scope {
    /** While the key's task is unfinished; then the next requester takes the key. */
    ACTIVE,
    /** For the task's retention and at least 24 hours, also when the task is gone. */
    ALWAYS
  }

  public IdempotencyKey {
    Names.check("idempotency key", value, 200);
  }

  @Override
  public String toString() {
    return value;
  }
}
