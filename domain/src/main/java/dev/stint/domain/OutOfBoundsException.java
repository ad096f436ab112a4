package dev.stint.domain;

/** Something is larger, later or longer than any store can keep: see {@link Bounds}. */
public final class OutOfBoundsException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  public OutOfBoundsException(String message) {
    super(message);
  }
}
