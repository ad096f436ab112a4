package dev.stint.application.engine.action;

import dev.stint.application.api.ArgumentCodec;
import dev.stint.domain.Payload;
import dev.stint.domain.Progress;
import dev.stint.domain.Texts;
import java.lang.reflect.Type;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A chunked action's cursor as it is stored: the action's own, encoded, and the counts that must
 * outlive a stint.
 *
 * @param at the codec's text; empty before the first chunk
 * @param size what the next chunk asks for
 * @param errors the first items set aside and why, for people; empty if there are none
 * @param total how many items there are in all, for progress; −1 if the action does not know
 * @param care present after a chunk failed or ended its process
 */
public record ChunkCursor(
    String at,
    long processed,
    long setAside,
    int size,
    String errors,
    long total,
    Optional<ChunkCare> care) {

  /** The items were not counted yet. */
  static final long UNCOUNTED = -2;

  static final int FIRST_SIZE = 64;
  private static final int LONGEST_ERRORS = 600;
  private static final int LONGEST_ERROR = 200;

  static final ChunkCursor BEGINNING =
      new ChunkCursor("", 0, 0, FIRST_SIZE, "", UNCOUNTED, Optional.empty());

  /**
   * The cursor that is stored. A person may have written the action's own in its place, which
   * begins to count anew.
   *
   * @param own the type of the action's own cursor
   * @throws ArgumentCodec.UnreadableException if it is neither
   */
  static ChunkCursor stored(ArgumentCodec codec, Payload stored, Type own) {
    if (stored.isNone()) {
      return BEGINNING;
    }
    try {
      return (ChunkCursor) codec.decode(stored, ChunkCursor.class);
    } catch (ArgumentCodec.UnreadableException e) {
      codec.decode(stored, own);
      return BEGINNING.past(stored.text(), 0);
    }
  }

  ChunkCursor past(String next, int items) {
    return new ChunkCursor(
        next, processed + items, setAside, size, errors, total, care.map(c -> c.past(items)));
  }

  /** One more item set aside; its error is kept if it is among the first. */
  ChunkCursor aside(String error) {
    String brief = error.length() > LONGEST_ERROR ? Texts.kept(error, LONGEST_ERROR) : error;
    String more = errors.isEmpty() ? brief : errors + "; " + brief;
    String kept = more.length() > LONGEST_ERRORS ? errors : more;
    return new ChunkCursor(at, processed, setAside + 1, size, kept, total, care);
  }

  /** As many items are set aside no longer. */
  ChunkCursor redone(long items) {
    long left = Math.max(0, setAside - items);
    String kept = left == 0 ? "" : errors;
    return new ChunkCursor(at, processed, left, size, kept, total, care);
  }

  ChunkCursor sized(int value) {
    int bounded = Math.max(1, Math.min(cared().most(), value));
    return new ChunkCursor(at, processed, setAside, bounded, errors, total, care);
  }

  ChunkCursor counted(OptionalLong found) {
    long items = found.isPresent() ? Math.max(0, found.getAsLong()) : Progress.UNKNOWN;
    return new ChunkCursor(at, processed, setAside, size, errors, items, care);
  }

  /** The next items are taken one by one, as many as failed together. */
  ChunkCursor oneByOne(int items) {
    return with(cared().oneByOne(items));
  }

  /**
   * The process ended while the next items were under way: half as many are tried.
   *
   * @param items how many there were
   */
  ChunkCursor crashed(int items) {
    int tried = Math.min(asked(), items);
    int next = Math.max(1, tried / 2);
    return with(cared().crashed(tried, next)).sized(next);
  }

  /** It was one item that ended the process, and not how many there were. */
  ChunkCursor withoutCare() {
    return new ChunkCursor(at, processed, setAside, size, errors, total, Optional.empty());
  }

  /** How many items the next chunk is asked for. */
  int asked() {
    return single() ? 1 : size;
  }

  boolean single() {
    return cared().ones() > 0;
  }

  /** Whether the next item was tried alone, and ended its process all the same. */
  boolean deadly() {
    return asked() == 1 && cared().ahead();
  }

  private ChunkCare cared() {
    return care.orElse(ChunkCare.NONE);
  }

  private ChunkCursor with(ChunkCare value) {
    return new ChunkCursor(at, processed, setAside, size, errors, total, Optional.of(value));
  }
}
