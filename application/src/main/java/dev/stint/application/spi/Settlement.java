package dev.stint.application.spi;

import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.TaskStatus;
import java.time.Duration;

/**
 * The end of a stint. What is written is {@code outcome.under(signal)} for the signal stored at
 * that moment.
 *
 * @param keep how long the record stays once finished; zero leaves a tombstone only
 * @param ran how long user code worked in this stint, for the history
 */
public record Settlement(WriteKey key, Outcome outcome, Notes notes, Duration keep, Duration ran) {

  public TaskStatus status() {
    return outcome.run().status();
  }
}
