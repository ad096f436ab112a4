package dev.stint.application.api;

/**
 * The store itself refused what was asked, and will again: it is set up in another way than this
 * build expects. The message holds the store's own words, so it is for operators, not for callers
 * from outside.
 */
public final class StoreRefusedException extends RefusedException {

  private static final long serialVersionUID = 1;

  public StoreRefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
