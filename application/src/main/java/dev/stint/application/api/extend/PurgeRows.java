package dev.stint.application.api.extend;

import dev.stint.application.api.RefusedException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Rows of the host's own, as a {@link PurgeRule} finds and deletes them: by a date of theirs, by a
 * query, or by both. Thread-safe.
 */
public interface PurgeRows {

  /**
   * Looks whether the rows can be found as they are described.
   *
   * @throws RefusedException if not, in one sentence
   */
  void check() throws Exception;

  /**
   * The keys of the next rows that go, in the order of keys; reads only.
   *
   * @param after the last key of those before
   * @param before rows whose date is earlier go; where rows have no date it says nothing
   */
  List<String> find(Optional<String> after, int count, Instant before) throws Exception;

  /** Deletes these rows, those aside that do not match any more. A repeat harms nothing. */
  void delete(List<String> keys, Instant before) throws Exception;
}
