package dev.stint.domain.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.domain.Due;
import dev.stint.domain.Payload;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which end of a stint leaves a record in the history, and what it says. */
class RunRecordTest {

  private static final Duration KEEP = Duration.ofDays(30);
  private static final Failure BOOM = Failure.temporary("boom", "boom");

  private static Outcome ended(TaskStatus status, Optional<Interruption> interruption) {
    Optional<TaskStatus> held =
        status == TaskStatus.PAUSED ? Optional.of(TaskStatus.PENDING) : Optional.empty();
    Run run =
        new Run(
            status,
            status == TaskStatus.RUNNING ? Phase.EXECUTING : Phase.NONE,
            0,
            Entry.EXECUTE,
            Payload.NONE,
            3,
            0,
            0,
            0,
            held,
            Optional.empty(),
            interruption,
            Optional.of(BOOM));
    return Outcome.of(run, Due.NOW);
  }

  @ParameterizedTest
  @CsvSource({
    // how the stint ended, its reason, the signal pending, what is recorded, with its error
    "SUCCEEDED,   ,         NONE,   SUCCEEDED,   false",
    "SUCCEEDED,   ,         CANCEL, SUCCEEDED,   false",
    "SUCCEEDED,   ,         REMOVE, ,            false",
    "FAILED,      ,         NONE,   FAILED,      true",
    "FAILED,      TIMEOUT,  PAUSE,  FAILED,      true",
    "RETRYING,    ,         NONE,   RETRYING,    true",
    "RETRYING,    ,         PAUSE,  RETRYING,    true",
    "RETRYING,    ,         CANCEL, CANCELLED,   false",
    "RETRYING,    ,         REMOVE, ,            false",
    "INTERRUPTED, CRASH,    NONE,   INTERRUPTED, true",
    "INTERRUPTED, TIMEOUT,  NONE,   INTERRUPTED, true",
    "INTERRUPTED, SHUTDOWN, NONE,   INTERRUPTED, false",
    "INTERRUPTED, CRASH,    PAUSE,  INTERRUPTED, true",
    "INTERRUPTED, SHUTDOWN, CANCEL, CANCELLED,   false",
    "YIELDED,     ,         NONE,   ,            false",
    "YIELDED,     ,         PAUSE,  ,            false",
    "YIELDED,     ,         CANCEL, CANCELLED,   false",
    "BLOCKED,     ,         NONE,   ,            false",
    "SUPERSEDED,  ,         NONE,   ,            false",
  })
  void a_run_is_recorded_once_it_ended_with_its_own_error(
      TaskStatus status,
      Interruption reason,
      Signal signal,
      TaskStatus recorded,
      boolean withError) {
    Outcome ended = ended(status, Optional.ofNullable(reason));

    Optional<RunRecord> record = RunRecord.of(ended, ended.under(signal), KEEP);

    Optional<Failure> error = withError ? Optional.of(BOOM) : Optional.empty();
    assertThat(record)
        .isEqualTo(Optional.ofNullable(recorded).map(s -> new RunRecord(s, 3, error)));
    boolean over = ended.under(signal).finished();
    assertThat(RunRecord.of(ended, ended.under(signal), Duration.ZERO))
        .as("of a task that is not kept")
        .isEqualTo(over ? Optional.empty() : record);
  }
}
