package dev.stint.application.api;

/** Thrown by an action when trying again cannot help. */
public class PermanentFailureException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public PermanentFailureException(String message) {
    super(message);
  }

  public PermanentFailureException(String message, Throwable cause) {
    super(message, cause);
  }
}
