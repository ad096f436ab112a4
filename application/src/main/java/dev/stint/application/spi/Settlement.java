package dev.stint.application.spi;

import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.RunRecord;
import dev.stint.domain.life.SerialKeyRules;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.life.WriteKey;
import dev.stint.domain.policy.HeadPolicy;
import dev.stint.domain.store.EndRecord;
import java.time.Duration;
import java.util.Optional;

/**
 * The end of a stint. What is written is {@code outcome.under(signal)} for the signal stored at
 * that moment.
 *
 * @param keep how long the record stays once finished; zero leaves a tombstone only
 * @param ran how long user code worked in this stint, for the history
 * @param head whether it keeps its serial key, if it has one and is not over: see {@link
 *     SerialKeyRules}
 * @param history how many records of its runs are kept, the newest ones; 0 keeps none
 */
public record Settlement(
    WriteKey key,
    Outcome outcome,
    Notes notes,
    Duration keep,
    Duration ran,
    HeadPolicy head,
    int history) {

  /** The default of {@code history}. */
  public static final int HISTORY = 10;

  /** The {@code history} of what ends no run. */
  private static final int UNTOUCHED = -1;

  public Settlement(WriteKey key, Outcome outcome, Notes notes, Duration keep, Duration ran) {
    this(key, outcome, notes, keep, ran, HeadPolicy.HOLD, HISTORY);
  }

  /**
   * What is added to the history when it is written as {@code written}. If there is such a record,
   * the history is cut to the newest {@code history} ones afterwards.
   */
  public Optional<RunRecord> recorded(Outcome written) {
    return history == UNTOUCHED ? Optional.empty() : RunRecord.of(outcome, written, keep);
  }

  /** What is kept with the task of the run that finishes it, as {@code written}. */
  public EndRecord end(Outcome written) {
    return EndRecord.of(recorded(written), ran, history);
  }

  /** A task handed back in a settlement's stead: no run of it ended. */
  public static Settlement release(WriteKey key, Outcome outcome) {
    return new Settlement(
        key, outcome, Notes.NONE, Duration.ZERO, Duration.ZERO, HeadPolicy.HOLD, UNTOUCHED);
  }

  /** How many bytes a store is sent with it, about. */
  public long bytes() {
    return outcome.run().bytes() + notes.bytes();
  }

  public TaskStatus status() {
    return outcome.run().status();
  }
}
