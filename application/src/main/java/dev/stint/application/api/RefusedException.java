package dev.stint.application.api;

/** What was asked cannot be done, now or later; the message is one sentence for people. */
public class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public RefusedException(String message) {
    super(message);
  }

  public RefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
