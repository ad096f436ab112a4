package dev.stint.application.spi;

/**
 * The number of the format in which a store keeps Stint's data. A change that older builds cannot
 * work with begins a new hundred; within a hundred, older builds go on.
 *
 * @param store what people call the store
 * @param version what this build writes
 * @param remedy what brings older data to that version, as an order
 */
public record StoredFormat(String store, int version, String remedy) {

  private static final int HUNDRED = 100;

  public StoredFormat {
    if (version < 1) {
      throw new IllegalArgumentException("formats count from 1: " + version);
    }
  }

  /**
   * Does nothing if this build can work with what is stored.
   *
   * @throws StoreException permanent, if it is older or newer, with what to do
   */
  public void check(int found) {
    if (found < version) {
      throw refusal(
          "%s keeps Stint's data in format %d and this build needs format %d; %s"
              .formatted(store, found, version, remedy));
    }
    if (found / HUNDRED > version / HUNDRED) {
      int last = version / HUNDRED * HUNDRED + HUNDRED - 1;
      throw refusal(
          "%s keeps Stint's data in format %d, and this build knows formats up to %d; use a newer release of Stint"
              .formatted(store, found, last));
    }
  }

  private static StoreException refusal(String words) {
    return new StoreException(StoreException.Kind.PERMANENT, words);
  }
}
