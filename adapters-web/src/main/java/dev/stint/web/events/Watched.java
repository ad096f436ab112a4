package dev.stint.web.events;

import java.time.Duration;
import java.util.List;

/**
 * Something in the store that people watch. Called by one thread at a time.
 *
 * @param <S> what one look at it sees
 */
public interface Watched<S> {

  /** How long it is from one look to the next. */
  Duration every();

  /**
   * Looks once for all of them; throws what the store throws.
   *
   * @param readers at least one
   */
  S look(List<Reader> readers);

  /** Tells one of them what is new to them. */
  void tell(S seen, Reader reader);

  /** What they are told, as JSON, of a look that failed. */
  String words(Throwable trouble);
}
