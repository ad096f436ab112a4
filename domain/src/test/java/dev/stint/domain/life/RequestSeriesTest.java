package dev.stint.domain.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.domain.Due;
import dev.stint.domain.Fence;
import dev.stint.domain.TaskId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The ids of tasks that stints request, and what an attempt leaves to the next one. */
class RequestSeriesTest {

  private static final TaskId PARENT = new TaskId(new UUID(7, 1));
  private static final Fence FIRST = new Fence(1_795_000_000_123_456L);
  private static final Fence SECOND = new Fence(1_795_000_009_000_000L);

  private static Run retrying(Failure failure) {
    return new Run(
        TaskStatus.RETRYING,
        Phase.NONE,
        0,
        Entry.RECOVER,
        dev.stint.domain.Payload.NONE,
        1,
        0,
        0,
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(failure));
  }

  private static RequestSeries after(Outcome outcome) {
    return outcome.run().requests(SECOND);
  }

  @Test
  void an_attempt_that_repeats_one_goes_on_with_its_series() {
    RequestSeries series = new RequestSeries(FIRST, 7);
    Outcome failed =
        Outcome.of(retrying(new Failure(false, "kind", "words", "at line 1")), Due.NOW);

    assertThat(after(failed.requesting(series))).isEqualTo(series);
    assertThat(after(failed)).isEqualTo(new RequestSeries(SECOND, 0));
    Failure noted = failed.requesting(series).run().failure().orElseThrow();
    assertThat(noted.message()).isEqualTo("words");
    assertThat(noted.stack()).endsWith("at line 1");
  }

  @Test
  void however_long_the_stack_is_the_series_is_kept() {
    RequestSeries series = new RequestSeries(FIRST, Integer.MAX_VALUE / 10);
    Outcome failed =
        Outcome.of(retrying(new Failure(false, "kind", "words", "x".repeat(9_000))), Due.NOW);

    assertThat(after(failed.requesting(series))).isEqualTo(series);
  }

  @Test
  void what_is_not_tried_again_at_once_begins_a_series_of_its_own() {
    Failure failure = Failure.temporary("kind", "words").requesting(new RequestSeries(FIRST, 0));
    Run claimed = StepPolicy.claimed(retrying(failure));
    Run fresh = StepPolicy.claimed(Run.NEW);

    assertThat(claimed.requests(SECOND)).isEqualTo(new RequestSeries(SECOND, 0));
    assertThat(fresh.requests(SECOND)).isEqualTo(new RequestSeries(SECOND, 0));
    Outcome done = Outcome.of(Run.NEW, Due.NOW);
    assertThat(done.requesting(new RequestSeries(FIRST, 0))).isEqualTo(done);
  }

  @Test
  void ids_differ_by_all_they_are_made_of_and_only_by_that() {
    RequestSeries series = new RequestSeries(FIRST, 0);
    Set<TaskId> ids = new HashSet<>();
    int made = 0;
    for (TaskId parent : List.of(PARENT, new TaskId(new UUID(7, 2)))) {
      for (Fence fence : List.of(FIRST, SECOND)) {
        for (int action = 0; action < 5; action++) {
          for (Step step : Step.values()) {
            for (int place = 0; place < 50; place++) {
              ids.add(new RequestSeries(fence, 0).id(parent, action, step, place));
              made++;
            }
          }
        }
      }
    }

    assertThat(ids).hasSize(made);
    assertThat(new RequestSeries(FIRST, 9).id(PARENT, 1, Step.EXECUTE, 3))
        .isEqualTo(series.id(PARENT, 1, Step.EXECUTE, 3));
  }

  @Test
  void ids_are_of_version_7_of_the_time_of_the_claim_and_in_the_order_of_places() {
    RequestSeries series = new RequestSeries(FIRST, 0);
    List<TaskId> ids =
        IntStream.range(0, 10_000).mapToObj(i -> series.id(PARENT, 0, Step.EXECUTE, i)).toList();

    assertThat(ids).isSorted();
    assertThat(ids).allMatch(id -> id.value().version() == 7 && id.value().variant() == 2);
    assertThat(ids)
        .allMatch(id -> id.value().getMostSignificantBits() >>> 16 == FIRST.value() / 1000);
  }
}
