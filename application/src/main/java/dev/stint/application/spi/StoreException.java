package dev.stint.application.spi;

/**
 * A store could not do what was asked. {@link Kind} says what the caller can do; it is decided by
 * error codes, never by the text of a driver's message.
 */
public class StoreException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** What the caller can do. */
  public enum Kind {
    /** Try again: nothing was written, or the caller cannot know (then it re-reads). */
    TRANSIENT,
    /** Trying again will not help. */
    PERMANENT,
    /**
     * Trying again helps once somebody gave back a right that is missing: what was written is not
     * at fault. Who can wait tries again; others are refused at once.
     */
    DENIED
  }

  private final Kind kind;

  public StoreException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public StoreException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public boolean isTransient() {
    return kind == Kind.TRANSIENT;
  }

  /** Whether a right is missing, which somebody may give back. */
  public boolean isDenied() {
    return kind == Kind.DENIED;
  }
}
