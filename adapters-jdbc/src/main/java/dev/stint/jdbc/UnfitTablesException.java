package dev.stint.jdbc;

import dev.stint.application.spi.StoreException;

/** Stint's tables are not there, or are not those that this build works with. */
final class UnfitTablesException extends StoreException {

  private static final long serialVersionUID = 1;

  private final int found;

  /**
   * @param found their version; 0 if there are none
   */
  UnfitTablesException(int found, String words) {
    super(Kind.PERMANENT, words);
    this.found = found;
  }

  int found() {
    return found;
  }
}
