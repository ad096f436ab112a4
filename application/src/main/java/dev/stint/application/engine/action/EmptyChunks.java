package dev.stint.application.engine.action;

import dev.stint.application.api.PermanentFailureException;

/**
 * Notices a walk that comes back to the same cursor again and again without an item in between: it
 * would go on for ever. Keeps one cursor only, that of the 1st, 2nd, 4th, 8th … empty chunk, so
 * that a long circle takes no more memory than a short one (Brent, 1980). For one walk.
 */
final class EmptyChunks {

  /** Once might be data that changed meanwhile. */
  private static final int ROUNDS = 3;

  private String mark = "";
  private long passed;
  private long markedNext = 1;
  private int rounds;

  /** Items came: whatever went before is no circle. */
  void ended() {
    passed = 0;
    markedNext = 1;
    rounds = 0;
  }

  /**
   * @param next the cursor of a chunk without items
   * @throws PermanentFailureException if it was there too often; each of its checkpoints looked
   *     like progress, so that its attempts would never be used up
   */
  void passed(String next) {
    if (passed > 0 && next.equals(mark) && ++rounds == ROUNDS) {
      throw new PermanentFailureException(
          "next() goes in a circle: it returned no items, no 'last' and again and again the cursor "
              + mark);
    }
    if (++passed == markedNext) {
      mark = next;
      markedNext *= 2;
      rounds = 0;
    }
  }
}
