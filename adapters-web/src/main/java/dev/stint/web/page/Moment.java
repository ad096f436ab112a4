package dev.stint.web.page;

import java.time.Instant;
import java.util.Optional;

/**
 * A moment as it is shown: how long ago, and exactly.
 *
 * @param words as "3 min ago"; empty if there is no such moment
 */
record Moment(String words, String exact, String iso) {

  static final Moment NONE = new Moment("", "", "");

  static Moment of(Instant at, Instant now) {
    return new Moment(Ages.words(at, now), Ages.exact(at), at.toString());
  }

  static Moment of(Optional<Instant> at, Instant now) {
    return at.map(a -> of(a, now)).orElse(NONE);
  }

  boolean isThere() {
    return !words.isEmpty();
  }
}
