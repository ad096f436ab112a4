package dev.stint.domain.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.domain.Due;
import dev.stint.domain.Fence;
import dev.stint.domain.Payload;
import dev.stint.domain.TaskId;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The ids of tasks that stints request, and what a stint leaves to the next one. */
class RequestSeriesTest {

  private static final TaskId PARENT = new TaskId(new UUID(7, 1));
  private static final Fence FIRST = new Fence(1_795_000_000_123_456L);
  private static final Fence SECOND = new Fence(1_795_000_009_000_000L);
  private static final RequestSeries SERIES = new RequestSeries(FIRST, 7, 2);

  private static Run standing(TaskStatus status, Optional<Failure> failure) {
    return new Run(
        status,
        status == TaskStatus.RUNNING ? Phase.EXECUTING : Phase.NONE,
        0,
        Entry.RECOVER,
        Payload.NONE,
        1,
        0,
        0,
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        failure);
  }

  private static Outcome ended(TaskStatus status, Failure failure) {
    return Outcome.of(standing(status, Optional.of(failure)), Due.NOW);
  }

  @Test
  void a_stint_goes_on_with_the_series_of_the_one_before_it() {
    Failure failure = new Failure(false, "kind", "words", "at line 1");
    Outcome failed = ended(TaskStatus.RETRYING, failure);

    Outcome noted = failed.requesting(SERIES);

    assertThat(noted.run().requests(SECOND)).isEqualTo(SERIES);
    assertThat(failed.run().requests(SECOND)).isEqualTo(new RequestSeries(SECOND, 0, 0));
    assertThat(noted.run().lastFailure()).contains(failure);
    assertThat(noted.withoutRequests()).isEqualTo(failed);
    assertThat(failed.withoutRequests()).isSameAs(failed);
  }

  @Test
  void where_nothing_failed_nobody_is_told_that_anything_did() {
    Run running = standing(TaskStatus.RUNNING, Optional.empty());

    Run noted = running.requesting(SERIES);

    assertThat(noted.requests(SECOND)).isEqualTo(SERIES);
    assertThat(noted.lastFailure()).isEmpty();
    assertThat(Outcome.of(noted, Due.NOW).withoutRequests().run()).isEqualTo(running);
  }

  @Test
  void the_last_of_what_was_noted_counts_however_long_the_stack_and_whatever_the_locale_is() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      Failure failure = new Failure(false, "kind", "words", "x".repeat(9_000));
      Run run = ended(TaskStatus.RETRYING, failure).requesting(SERIES).run();
      RequestSeries last = new RequestSeries(SECOND, 999_999_999, 999_999_999);

      assertThat(run.requesting(last).requests(FIRST)).isEqualTo(last);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void what_was_noted_outlives_the_next_failure_and_not_the_task() {
    StepPolicy way = StepPolicy.endless(1, new java.util.Random(1));
    Run noted = standing(TaskStatus.RUNNING, Optional.empty()).requesting(SERIES);
    Failure failure = Failure.temporary("kind", "words");

    for (Outcome next :
        List.of(
            way.fail(noted, failure),
            way.hookFailed(noted, failure),
            way.timedOut(noted, failure),
            way.crashed(noted, failure),
            way.shutDown(noted))) {
      assertThat(next.repeats()).isTrue();
      assertThat(next.run().requests(SECOND)).isEqualTo(SERIES);
    }
    Outcome over = way.fail(noted, Failure.permanent("kind", "words"));
    assertThat(over.repeats()).isFalse();
    assertThat(over.requesting(SERIES)).isSameAs(over);
    assertThat(over.run().requests(SECOND)).isEqualTo(RequestSeries.of(SECOND));
  }

  @Test
  void ids_differ_by_all_they_are_made_of_and_only_by_that() {
    Set<TaskId> ids = new HashSet<>();
    int made = 0;
    for (TaskId parent : List.of(PARENT, new TaskId(new UUID(7, 2)))) {
      for (Fence fence : List.of(FIRST, SECOND)) {
        for (int action = 0; action < 5; action++) {
          for (int place = 0; place < 50; place++) {
            RequestSeries series = new RequestSeries(fence, 0, 0);
            for (Step step : Step.values()) {
              ids.add(series.id(parent, action, step, place));
            }
            ids.add(series.endingId(parent, action, place));
            RequestSeries later = new RequestSeries(fence, 0, 1);
            ids.add(later.id(parent, action, Step.RECOVER, place));
            ids.add(later.endingId(parent, action, place));
            ids.add(RequestSeries.holding(series.endingId(parent, action, place), 5));
            ids.add(RequestSeries.holding(series.endingId(parent, action, place), 6));
            made += Step.values().length + 5;
          }
        }
      }
    }

    assertThat(ids).hasSize(made);
    assertThat(new RequestSeries(FIRST, 9, 4).id(PARENT, 1, Step.EXECUTE, 3))
        .isEqualTo(new RequestSeries(FIRST, 0, 0).id(PARENT, 1, Step.EXECUTE, 3));
  }

  @Test
  void ids_are_of_version_7_of_the_time_of_the_claim_and_in_the_order_of_places() {
    List<TaskId> ids =
        IntStream.range(0, 10_000)
            .mapToObj(i -> RequestSeries.holding(SERIES.id(PARENT, 0, Step.EXECUTE, i), i * 31L))
            .toList();

    assertThat(ids).isSorted();
    assertThat(ids).allMatch(id -> id.value().version() == 7 && id.value().variant() == 2);
    assertThat(ids)
        .allMatch(id -> id.value().getMostSignificantBits() >>> 16 == FIRST.value() / 1000);
  }
}
