package dev.stint.domain.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.domain.Due;
import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.Signal;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stays of a task that is over. */
class KeptTaskTest {

  @ParameterizedTest
  @CsvSource({
    // the signal it ended under, the retention, what stays, how long
    "CANCEL, PT720H, false, PT720H",
    "CANCEL, PT1S,   false, PT1S",
    "CANCEL, PT0S,   true,  PT10M",
    "REMOVE, PT720H, true,  PT10M",
    "REMOVE, PT0S,   true,  PT10M",
  })
  void a_record_stays_for_its_retention_and_a_tombstone_for_ten_minutes(
      Signal signal, Duration keep, boolean tombstone, Duration time) {
    Outcome end = Outcome.of(Run.NEW, Due.NOW).under(signal);

    assertThat(KeptTask.of(end, keep)).isEqualTo(new KeptTask(tombstone, time));
  }

  @ParameterizedTest
  @CsvSource({"PT0S, true", "PT0.000001S, false"})
  void only_a_retention_of_zero_leaves_a_tombstone(Duration keep, boolean tombstone) {
    assertThat(KeptTask.of(keep).tombstone()).isEqualTo(tombstone);
  }
}
