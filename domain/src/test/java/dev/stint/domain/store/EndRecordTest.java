package dev.stint.domain.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.domain.Fence;
import dev.stint.domain.Lane;
import dev.stint.domain.Line;
import dev.stint.domain.Payload;
import dev.stint.domain.Progress;
import dev.stint.domain.QueueName;
import dev.stint.domain.TaskId;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.life.RunRecord;
import dev.stint.domain.life.Signal;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.HistoryRow;
import dev.stint.domain.task.TaskRow;
import dev.stint.domain.task.TaskSpec;
import dev.stint.domain.task.VersionedTask;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which runs are in a history, and how the one that finished its task is kept. */
class EndRecordTest {

  private static final Duration RAN = Duration.ofMillis(1_500);

  @ParameterizedTest
  @CsvSource({
    // whether the run is recorded at all, how many are kept, what is stored for it
    "true,  10, 1500000",
    "true,  1,  1500000",
    "true,  0,  -1",
    "true,  -1, -1",
    "false, 10, -1",
    "false, 0,  -1",
  })
  void a_run_that_is_not_kept_is_stored_as_no_record(boolean recorded, int most, long stored) {
    Optional<RunRecord> run =
        Optional.of(RunRecord.of(Runs.at(TaskStatus.SUCCEEDED))).filter(r -> recorded);

    EndRecord end = EndRecord.of(run, RAN, most);

    assertThat(end.micros()).isEqualTo(stored);
    assertThat(EndRecord.stored(stored, Optional.of(most))).isEqualTo(end);
  }

  @Test
  void what_an_older_build_finished_has_a_row_of_no_time() {
    assertThat(EndRecord.stored(0, Optional.empty())).isEqualTo(EndRecord.OLDER);
    assertThat(EndRecord.OLDER.row(finished()).map(HistoryRow::ran)).contains(Duration.ZERO);
  }

  @Test
  void a_worker_whose_clock_went_back_worked_for_no_time() {
    assertThat(new EndRecord(Optional.of(Duration.ofSeconds(-3)), 1).micros()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    // whether the end is recorded, how many are kept, how many rows there are beside 2 others
    "true,  10, 3",
    "true,  2,  2",
    "true,  1,  1",
    "false, 10, 2",
    "false, 1,  1",
  })
  void the_end_stands_first_and_the_oldest_are_cut_off(boolean recorded, int most, int rows) {
    EndRecord end = new EndRecord(Optional.of(RAN).filter(r -> recorded), most);
    HistoryRow failed = row(TaskStatus.RETRYING, 2);
    HistoryRow first = row(TaskStatus.RETRYING, 1);

    List<HistoryRow> history = end.history(finished(), List.of(failed, first));

    assertThat(history).hasSize(rows);
    assertThat(history.get(0).status())
        .isEqualTo(recorded ? TaskStatus.SUCCEEDED : TaskStatus.RETRYING);
    assertThat(history).isSubsetOf(HistoryRow.end(finished(), RAN), failed, first);
  }

  @ParameterizedTest
  @CsvSource({"3, 3, 123", "3, 5, 123", "3, 2, 23", "3, 1, 3", "3, 0, ''", "0, 2, ''"})
  void the_newest_of_a_history_stay(int rows, int most, String left) {
    List<Integer> history = new ArrayList<>(List.of(1, 2, 3).subList(0, rows));

    RunRecord.trim(history, most);

    assertThat(history.stream().map(String::valueOf).reduce("", String::concat)).isEqualTo(left);
  }

  private static HistoryRow row(TaskStatus status, long fence) {
    return new HistoryRow(
        Instant.EPOCH,
        new Fence(fence),
        status,
        0,
        RAN,
        Optional.empty(),
        Optional.empty(),
        Payload.NONE);
  }

  private static TaskRow finished() {
    TaskSpec spec =
        new TaskSpec(
            new TaskId(new UUID(0, 1)),
            new Line(new QueueName("q"), new TaskTypeName("t")),
            Lane.BACKGROUND,
            0,
            1,
            Payload.NONE,
            Payload.NONE,
            Payload.NONE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    VersionedTask standing =
        new VersionedTask(
            spec, Runs.at(TaskStatus.SUCCEEDED), new Fence(3), 1, Optional.empty(), Signal.NONE);
    return new TaskRow(
        standing,
        Instant.EPOCH,
        Instant.EPOCH,
        Optional.empty(),
        Optional.of(Instant.EPOCH.plusSeconds(9)),
        Progress.NONE,
        Payload.NONE);
  }
}
