package dev.stint.application.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.spi.Claim;
import dev.stint.application.spi.Notes;
import dev.stint.application.spi.Settlement;
import dev.stint.application.spi.Steer;
import dev.stint.application.spi.SteerStore.Sweep;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.Due;
import dev.stint.domain.Message;
import dev.stint.domain.Payload;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Failure;
import dev.stint.domain.life.Interruption;
import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.Signal;
import dev.stint.domain.life.Steering;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.HeadPolicy;
import dev.stint.domain.task.HistoryRow;
import dev.stint.domain.task.VersionedTask;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a task's history tells of each of its runs; see {@code RunRecord} for the rule. */
public abstract class RunHistoryContract extends Contract {

  private static final TaskId ONE = Sample.id(1);
  private static final Payload RESULT = Payload.of("\"result\"");
  private static final Failure BOOM = Failure.temporary("boom", "it broke");

  private static Outcome as(TaskStatus status, Failure failure) {
    Run run = Sample.run(status);
    Run failed =
        new Run(
            status,
            run.phase(),
            run.action(),
            run.entry(),
            run.cursor(),
            run.attempt(),
            run.losses(),
            run.hookDeaths(),
            run.idleYields(),
            run.heldFrom(),
            run.blocked(),
            status == TaskStatus.INTERRUPTED
                ? Optional.of(Interruption.SHUTDOWN)
                : Optional.empty(),
            Optional.of(failure));
    return Outcome.of(failed, Due.NOW);
  }

  private static Settlement settlement(
      Claim claim, Outcome outcome, Payload result, Duration ran, int history) {
    Optional<Payload> stored = result.isNone() ? Optional.empty() : Optional.of(result);
    Notes notes = new Notes(Optional.empty(), Optional.empty(), stored, List.of(), List.of());
    return new Settlement(
        claim.key().next(),
        outcome,
        result.isNone() ? Notes.NONE : notes,
        KEEP,
        ran,
        HeadPolicy.HOLD,
        history);
  }

  /** Runs task 1 once more to this end. */
  private Claim run(Outcome outcome, int history) {
    stores.runs().promote(9);
    Claim claim = claimOne();
    settle(settlement(claim, outcome, Payload.NONE, Duration.ofMillis(5), history));
    return claim;
  }

  private void settle(Settlement settlement) {
    assertThat(stores.runs().settle(List.of(settlement))).containsExactly(WriteResult.APPLIED);
  }

  private List<HistoryRow> history() {
    return stores.queries().history(ONE, 99, 0);
  }

  private List<TaskStatus> statuses() {
    return history().stream().map(HistoryRow::status).toList();
  }

  @Test
  void each_run_tells_when_it_began_and_ended_by_whom_and_its_own_error_or_result() {
    insert(Sample.of(1));
    Claim first = run(as(TaskStatus.RETRYING, BOOM), 10);
    Instant failed = now();
    fixture.advance(Duration.ofSeconds(3));
    Claim second = claimOne();
    settle(
        settlement(second, as(TaskStatus.SUCCEEDED, BOOM), RESULT, Duration.ofMillis(1_250), 10));

    assertThat(history())
        .containsExactly(
            new HistoryRow(
                now(),
                second.key().fence(),
                TaskStatus.SUCCEEDED,
                0,
                Duration.ofMillis(1_250),
                Optional.empty(),
                Optional.of(worker),
                RESULT),
            new HistoryRow(
                failed,
                first.key().fence(),
                TaskStatus.RETRYING,
                0,
                Duration.ofMillis(5),
                Optional.of(BOOM),
                Optional.of(worker),
                Payload.NONE));
    assertThat(history().get(0).started()).isEqualTo(now().minusMillis(1_250));
    assertThat(stores.queries().history(ONE, 1, 0)).isEqualTo(history().subList(0, 1));
    assertThat(stores.queries().history(ONE, 9, 1)).isEqualTo(history().subList(1, 2));
  }

  @Test
  void plain_ends_that_are_settled_together_tell_how_long_each_of_them_ran() {
    insert(Sample.of(1), Sample.of(2), Sample.of(3), Sample.of(4));
    List<Claim> claims = claim(4);
    List<Duration> rans =
        List.of(
            Duration.ofNanos(1_000), Duration.ofHours(20), Duration.ZERO, Duration.ofMillis(77));
    List<Settlement> ends =
        List.of(0, 1, 2, 3).stream()
            .map(
                i ->
                    settlement(
                        claims.get(i),
                        Sample.done(),
                        Payload.NONE,
                        rans.get(i),
                        claims.get(i).spec().id().equals(Sample.id(3)) ? 0 : 10))
            .toList();

    assertThat(stores.runs().settle(ends)).containsOnly(WriteResult.APPLIED);

    for (int i = 0; i < 4; i++) {
      TaskId task = claims.get(i).spec().id();
      List<HistoryRow> history = stores.queries().history(task, 9, 0);
      if (task.equals(Sample.id(3))) {
        assertThat(history).isEmpty();
      } else {
        assertThat(history).extracting(HistoryRow::ran).containsExactly(rans.get(i));
      }
    }
  }

  @Test
  void a_success_and_a_shutdown_carry_no_old_error() {
    insert(Sample.of(1));
    run(as(TaskStatus.RETRYING, BOOM), 10);
    run(as(TaskStatus.INTERRUPTED, BOOM), 10);
    run(as(TaskStatus.SUCCEEDED, BOOM), 10);

    assertThat(history())
        .extracting(HistoryRow::failure)
        .containsExactly(Optional.empty(), Optional.empty(), Optional.of(BOOM));
    assertThat(standing(ONE).run().failure()).contains(BOOM);
  }

  @Test
  void a_failed_task_has_one_record_of_its_last_run() {
    insert(Sample.of(1));
    run(as(TaskStatus.FAILED, BOOM), 10);

    assertThat(history())
        .singleElement()
        .matches(row -> row.status() == TaskStatus.FAILED)
        .matches(row -> row.failure().equals(Optional.of(BOOM)))
        .matches(row -> row.ran().equals(Duration.ofMillis(5)));
  }

  @Test
  void what_goes_on_leaves_no_record() {
    insert(Sample.of(1));
    run(Sample.yielded("row 5"), 10);
    assertThat(history()).isEmpty();
    run(Sample.done(), 10);

    assertThat(statuses()).containsExactly(TaskStatus.SUCCEEDED);
  }

  @Test
  void only_the_newest_are_kept_and_the_last_run_is_one_of_them() {
    insert(Sample.of(1));
    for (int i = 0; i < 4; i++) {
      run(as(TaskStatus.RETRYING, Failure.temporary("boom", "no " + i)), 3);
    }
    assertThat(history())
        .extracting(row -> row.failure().orElseThrow().message())
        .containsExactly("no 3", "no 2", "no 1");

    run(Sample.done(), 3);

    assertThat(statuses())
        .containsExactly(TaskStatus.SUCCEEDED, TaskStatus.RETRYING, TaskStatus.RETRYING);
  }

  @Test
  void none_keeps_none_and_takes_away_what_was_kept_before() {
    insert(Sample.of(1));
    run(Sample.retrying(Duration.ZERO), 10);
    assertThat(history()).hasSize(1);
    run(Sample.retrying(Duration.ZERO), 0);
    assertThat(history()).isEmpty();
    run(Sample.retrying(Duration.ZERO), 10);
    assertThat(history()).hasSize(1);
    run(Sample.done(), 0);

    assertThat(history()).isEmpty();
    assertThat(standing(ONE).run().status()).isEqualTo(TaskStatus.SUCCEEDED);
  }

  @Test
  void a_run_that_fails_while_a_person_wants_it_held_has_failed_all_the_same() {
    insert(Sample.of(1));
    Claim claim = claimOne();
    raise(ONE, Signal.PAUSE);
    end(claim, as(TaskStatus.RETRYING, BOOM));

    assertThat(standing(ONE).run().status()).isEqualTo(TaskStatus.PAUSED);
    assertThat(history())
        .singleElement()
        .matches(row -> row.status() == TaskStatus.RETRYING)
        .matches(row -> row.failure().equals(Optional.of(BOOM)));
  }

  @Test
  void a_cancelled_run_is_recorded_and_a_task_cancelled_while_it_waits_had_none() {
    insert(Sample.of(1), Sample.of(2));
    Claim claim = claimOne();
    raise(ONE, Signal.CANCEL);
    end(claim, Sample.yielded("row 5"));
    move(Sample.id(2), Steering.cancel(standing(Sample.id(2)).run()).orElseThrow());

    assertThat(statuses()).containsExactly(TaskStatus.CANCELLED);
    assertThat(stores.queries().history(Sample.id(2), 9, 0)).isEmpty();
  }

  @Test
  void a_task_handed_back_had_no_run() {
    insert(Sample.of(1));
    run(Sample.retrying(Duration.ZERO), 10);
    Claim claim = claimOne();
    raise(ONE, Signal.PAUSE);

    assertThat(release(claim.key().next())).isEqualTo(WriteResult.APPLIED);

    assertThat(statuses()).containsExactly(TaskStatus.RETRYING);
  }

  @Test
  void a_restart_keeps_the_history_with_the_end_that_it_undoes() {
    insert(Sample.of(1));
    run(as(TaskStatus.RETRYING, BOOM), 2);
    Claim second = claimOne();
    settle(settlement(second, Sample.done(), RESULT, Duration.ofMillis(9), 2));
    List<HistoryRow> before = history();

    move(ONE, Steering.restart(standing(ONE).run()).orElseThrow());

    assertThat(before).hasSize(2);
    assertThat(history()).isEqualTo(before);
    run(Sample.done(), 2);
    assertThat(history()).hasSize(2);
    assertThat(history().get(1)).isEqualTo(before.get(0));
  }

  @Test
  void what_kept_no_history_has_none_after_a_restart_either() {
    insert(Sample.of(1));
    run(Sample.done(), 0);

    move(ONE, Steering.restart(standing(ONE).run()).orElseThrow());

    assertThat(history()).isEmpty();
    run(Sample.done(), 9);
    assertThat(history()).hasSize(1);
  }

  private void move(TaskId task, Outcome outcome) {
    VersionedTask seen = standing(task);
    assertThat(stores.steering().steer(List.of(new Steer.Move(seen, outcome, KEEP))))
        .containsExactly(WriteResult.APPLIED);
  }

  @Test
  void the_history_is_cleaned_alone_the_last_run_with_it_and_the_task_stays() {
    insert(Sample.of(1), Sample.of(2), Sample.of(3));
    run(as(TaskStatus.RETRYING, BOOM), 10);
    Claim claim = claimOne();
    settle(settlement(claim, as(TaskStatus.FAILED, BOOM), RESULT, Duration.ofMillis(5), 10));
    Claim two = claimOne();
    settle(settlement(two, Sample.done(), Payload.NONE, Duration.ofMillis(5), 0));
    Instant over = now();
    fixture.advance(Duration.ofHours(1));

    assertThat(cleaned(Duration.ofHours(2))).isZero();
    assertThat(history()).hasSize(2);
    assertThat(cleaned(Duration.ofHours(1))).as("only one has a history").isOne();

    assertThat(history()).isEmpty();
    var row = stores.queries().find(ONE).orElseThrow();
    assertThat(row.standing().run().failure()).contains(BOOM);
    assertThat(row.result()).isEqualTo(RESULT);
    assertThat(row.finished()).contains(over);
    assertThat(cleaned(Duration.ZERO)).isZero();
    move(ONE, Steering.restart(standing(ONE).run()).orElseThrow());
    assertThat(history()).isEmpty();
  }

  private int cleaned(Duration age) {
    return stores.steering().clean(new Sweep(Set.of(), Set.of(), Optional.of(age), true, false, 9));
  }

  @Test
  void messages_go_with_the_history_and_what_a_tombstone_was_is_not_told() {
    insert(Sample.of(1));
    Notes said =
        new Notes(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(new Message(Message.Level.INFO, "one")),
            List.of());
    run(Sample.retrying(Duration.ZERO), 10);
    settle(claimOne().key().next(), Sample.done(), said, Duration.ZERO);

    assertThat(standing(ONE).run().status()).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(history()).isEmpty();
  }
}
