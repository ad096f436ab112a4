package dev.stint.domain.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.domain.Payload;
import dev.stint.domain.policy.GiveUp;
import dev.stint.domain.policy.RetryPolicy;
import dev.stint.domain.policy.Turn;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Items done again: how that stands in a run, and where the task goes on. */
class ReplayTest {

  private static final Replay.Wanted WANTED =
      new Replay.Wanted(Optional.of("ann\nb"), 2, List.of("row 7", "ö 9"));

  private final StepPolicy step =
      new StepPolicy(
          List.of(
              new ActionPolicy(
                  "walk", false, true, RetryPolicy.fixed(0, Duration.ZERO), 0, GiveUp.CONTINUE),
              ActionPolicy.of("report")),
          Turn.FAIR,
          new Random(1));

  private static Run ended(TaskStatus status, int action, Payload cursor) {
    return new Run(
        status,
        Phase.NONE,
        action,
        Entry.EXECUTE,
        cursor,
        3,
        0,
        0,
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(Failure.permanent("boom", "it broke")));
  }

  private static Run replayed(Run ended) {
    return Steering.replay(ended, 0, WANTED).orElseThrow().run();
  }

  private static Replay of(Run run) {
    return Replay.of(run.cursor()).orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{\"at\":\"1\"}", "several\nlines\n\n"})
  void it_is_read_as_it_was_written(String cursor) {
    Payload bytes = Payload.of(cursor);
    Replay replay = of(replayed(ended(TaskStatus.FAILED, 0, bytes)));

    Replay later = replay.passing().past().pastFailed().pastMissing().crashed();

    assertThat(Replay.of(later.cursor())).contains(later);
    assertThat(later.then().cursor()).isEqualTo(bytes);
    assertThat(later.then().within()).isEqualTo(!cursor.isEmpty());
    assertThat(later.wanted().by()).contains("ann b");
    assertThat(later.reached()).isEqualTo(new Replay.Reached(3, 1, 1, 1, true));
    assertThat(later.reached().looked()).isEqualTo(3);
    assertThat(later.wanted().has("row 7")).isTrue();
    assertThat(later.wanted().has("row 8")).isFalse();
    assertThat(new Replay.Wanted(Optional.empty(), 1, List.of()).has("row 8")).isTrue();
    assertThat(replay.reached().begun()).isFalse();
    assertThat(replay.crashed().reached().begun()).isTrue();
    assertThat(later.recounted(Payload.NONE).then().within()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "7", "!", "!stint replays 10\n", "{\"at\":\"1\"}"})
  void a_cursor_of_an_action_is_none(String cursor) {
    assertThat(Replay.of(Payload.of(cursor))).isEmpty();
  }

  @Test
  void a_finished_task_goes_back_to_the_action_and_nothing_counts_against_it() {
    Run run = replayed(ended(TaskStatus.FAILED, 1, Payload.of("5")));

    assertThat(run.status()).isEqualTo(TaskStatus.PENDING);
    assertThat(run.action()).isZero();
    assertThat(run.attempt()).isZero();
    assertThat(step.next(run)).isEqualTo(Step.EXECUTE);
    assertThat(run.lastFailure()).map(Failure::message).contains("it broke");
  }

  @ParameterizedTest
  @CsvSource({"PENDING", "RETRYING", "SUPERSEDED"})
  void what_is_not_over_or_never_ran_is_refused(TaskStatus status) {
    assertThat(Steering.replay(ended(status, 0, Payload.NONE), 0, WANTED)).isEmpty();
  }

  @Test
  void a_task_that_had_succeeded_is_over_afterwards_also_by_a_longer_plan() {
    Run over = step.nextAction(replayed(ended(TaskStatus.SUCCEEDED, 1, Payload.NONE)));

    assertThat(step.next(over)).isEqualTo(Step.FINISH);
    assertThat(ReplayEnd.cancelled(over)).isEmpty();
  }

  @Test
  void a_task_that_had_failed_goes_on_where_it_failed() {
    Run failed = ended(TaskStatus.FAILED, 1, Payload.of("5"));

    Run next = step.nextAction(replayed(failed));

    assertThat(next.action()).isEqualTo(1);
    assertThat(next.cursor()).isEqualTo(Payload.of("5"));
    assertThat(next.entry()).isEqualTo(Entry.RECOVER);
    Run unbegun = failed.change().entry(Entry.START).done();
    assertThat(step.nextAction(replayed(unbegun)).entry()).isEqualTo(Entry.START);
  }

  @Test
  void a_task_that_was_cancelled_is_so_again() {
    Run run = StepPolicy.claimed(replayed(ended(TaskStatus.CANCELLED, 1, Payload.of("5"))));

    Run again = ReplayEnd.cancelled(run).orElseThrow().run();

    assertThat(again.status()).isEqualTo(TaskStatus.CANCELLED);
    assertThat(again.action()).isEqualTo(1);
    assertThat(again.cursor()).isEqualTo(Payload.of("5"));
  }

  @Test
  void a_replay_of_a_replay_that_ended_goes_on_where_the_task_had_stood() {
    Run first = replayed(ended(TaskStatus.SUCCEEDED, 2, Payload.NONE));
    Run failed = step.fail(StepPolicy.claimed(first), Failure.permanent("k", "m")).run();
    assertThat(failed.status()).isEqualTo(TaskStatus.FAILED);

    assertThat(of(replayed(failed))).isEqualTo(of(first));
  }

  @Test
  void a_hook_does_not_move_the_cursor_of_a_replay() {
    Run run = StepPolicy.claimed(replayed(ended(TaskStatus.FAILED, 0, Payload.of("5"))));

    assertThat(step.proceed(run, Payload.of("1")).cursor()).isEqualTo(run.cursor());
    assertThat(step.proceed(StepPolicy.claimed(Run.NEW), Payload.of("1")).cursor())
        .isEqualTo(Payload.of("1"));
  }
}
