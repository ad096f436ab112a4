package dev.stint.application.contract;

import static dev.stint.application.spi.WriteResult.APPLIED;
import static dev.stint.application.spi.WriteResult.GONE;
import static dev.stint.application.spi.WriteResult.STALE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.spi.Claim;
import dev.stint.application.spi.Notes;
import dev.stint.application.spi.Steer;
import dev.stint.application.spi.SteerStore.Sweep;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.Due;
import dev.stint.domain.Message;
import dev.stint.domain.Payload;
import dev.stint.domain.SetAside;
import dev.stint.domain.TaskId;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.life.Entry;
import dev.stint.domain.life.Failure;
import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.Phase;
import dev.stint.domain.life.Replay;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.Signal;
import dev.stint.domain.life.Steering;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.HistoryRow;
import dev.stint.domain.task.VersionedTask;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What people change, and what is cleaned. */
public abstract class SteerStoreContract extends Contract {

  private static final TaskId ONE = Sample.id(1);

  private WriteResult steer(Steer change) {
    return stores.steering().steer(List.of(change)).get(0);
  }

  private WriteResult move(VersionedTask seen, Outcome outcome) {
    return steer(new Steer.Move(seen, outcome, KEEP));
  }

  private WriteResult move(Function<Run, Optional<Outcome>> decision) {
    VersionedTask seen = standing(ONE);
    return move(seen, decision.apply(seen.run()).orElseThrow());
  }

  @Test
  void a_paused_task_is_not_claimed_until_it_is_resumed() {
    insert(Sample.of(1));
    assertThat(move(Steering::pause)).isEqualTo(APPLIED);
    assertThat(claim(9)).isEmpty();

    assertThat(move(Steering::resume)).isEqualTo(APPLIED);

    assertThat(claimOne().run()).isEqualTo(Run.NEW);
  }

  @Test
  void a_task_resumed_before_its_time_still_waits_for_it() {
    insert(Sample.of(1).due(Due.in(Duration.ofSeconds(9))));
    move(Steering::pause);
    move(Steering::resume);
    assertThat(claim(9)).isEmpty();
    fixture.advance(Duration.ofSeconds(9));

    assertThat(stores.runs().promote(9)).isOne();
    assertThat(claim(9)).hasSize(1);
  }

  @Test
  void a_change_decided_on_what_is_past_is_stale() {
    insert(Sample.of(1));
    VersionedTask seen = standing(ONE);
    Outcome pause = Steering.pause(seen.run()).orElseThrow();
    assertThat(move(seen, pause)).isEqualTo(APPLIED);

    assertThat(move(seen, pause)).isEqualTo(STALE);
    assertThat(standing(ONE).run().heldFrom()).contains(TaskStatus.PENDING);
  }

  @Test
  void a_running_task_is_not_moved() {
    insert(Sample.of(1));
    VersionedTask seen = standing(ONE);
    claimOne();

    assertThat(move(seen, Steering.cancel(seen.run()).orElseThrow())).isEqualTo(STALE);
    assertThat(move(standing(ONE), Sample.done())).isEqualTo(STALE);
    assertThat(standing(ONE).run().status()).isEqualTo(TaskStatus.RUNNING);
  }

  @Test
  void changes_of_one_batch_have_their_own_answers() {
    insert(Sample.of(1), Sample.of(2));
    VersionedTask gone = standingOf(Sample.of(9));
    VersionedTask one = standing(ONE);
    VersionedTask two = standing(Sample.id(2));
    Outcome pause = Steering.pause(one.run()).orElseThrow();
    List<Steer> changes =
        List.of(
            new Steer.Move(gone, pause, KEEP),
            new Steer.Move(two, pause, KEEP),
            new Steer.Raise(one, Signal.PAUSE),
            new Steer.Adjust(gone, Optional.of(3), Optional.empty()));

    assertThat(stores.steering().steer(changes)).containsExactly(GONE, APPLIED, STALE, GONE);
    assertThat(standing(Sample.id(2)).run().status()).isEqualTo(TaskStatus.PAUSED);
  }

  private VersionedTask standingOf(Sample sample) {
    VersionedTask like = standing(ONE);
    return new VersionedTask(
        sample.make().spec(), Run.NEW, like.fence(), 0, Optional.empty(), Signal.NONE);
  }

  @Test
  void a_cancelled_task_is_finished_and_kept() {
    insert(Sample.of(1));

    assertThat(move(Steering::cancel)).isEqualTo(APPLIED);

    assertThat(standing(ONE).run().status()).isEqualTo(TaskStatus.CANCELLED);
    assertThat(stores.queries().find(ONE).orElseThrow().finished()).contains(now());
    assertThat(claim(9)).isEmpty();
  }

  @Test
  void a_removed_task_leaves_a_bare_tombstone() {
    insert(Sample.of(1));
    assertThat(move(Steering::remove)).isEqualTo(APPLIED);

    assertThat(standing(ONE).run().status()).isEqualTo(TaskStatus.CANCELLED);
    assertThat(standing(ONE).spec().arguments()).isEqualTo(Payload.NONE);
    assertThat(sweep(Optional.of(Duration.ZERO), false, false)).isZero();
    fixture.advance(Duration.ofMinutes(10));
    assertThat(sweep(Optional.empty(), false, false)).isOne();
    assertThat(stores.runs().standing(ONE)).isEmpty();
  }

  @Test
  void a_finished_task_is_removed_once() {
    end(running(Sample.of(1)), Sample.done());
    VersionedTask seen = standing(ONE);
    Outcome remove = Steering.remove(seen.run()).orElseThrow();

    assertThat(move(seen, remove)).isEqualTo(APPLIED);
    assertThat(move(seen, remove)).isEqualTo(STALE);
    assertThat(standing(ONE).spec().arguments()).isEqualTo(Payload.NONE);
  }

  @Test
  void a_restarted_task_begins_anew_under_a_greater_fence() {
    Claim first = running(Sample.of(1));
    Notes notes =
        new Notes(
            Optional.empty(),
            Optional.empty(),
            Optional.of(Payload.of("result")),
            List.of(),
            List.of());
    Run failed = Sample.run(TaskStatus.FAILED, Payload.of("row 4"), 5, 0);
    settle(first.key().next(), Outcome.of(failed, Due.UNCHANGED), notes, KEEP);

    assertThat(move(Steering::restart)).isEqualTo(APPLIED);

    assertThat(standing(ONE).run()).isEqualTo(Run.NEW);
    assertThat(standing(ONE).fence()).isGreaterThan(first.key().fence());
    assertThat(stores.queries().find(ONE).orElseThrow().result()).isEqualTo(Payload.NONE);
    assertThat(stores.queries().find(ONE).orElseThrow().finished()).isEmpty();
    assertThat(settle(first.key().next(), Sample.done())).isEqualTo(STALE);
    assertThat(claimOne().spec()).isEqualTo(first.spec());
  }

  @Test
  void a_replayed_task_stands_at_its_action_with_the_result_and_the_failure_that_it_had() {
    Claim first = running(Sample.of(1));
    SetAside item = new SetAside("row 4", Payload.of("content"), "why");
    Payload result = Payload.of("result");
    Notes notes =
        new Notes(
            Optional.empty(), Optional.empty(), Optional.of(result), List.of(), List.of(item));
    Outcome failed = failed(Sample.at("row 4"));
    settle(first.key().next(), failed, notes, KEEP);
    Replay.Wanted wanted = new Replay.Wanted(Optional.of("ann"), 1, List.of("row 4"));
    Outcome replay = Steering.replay(failed.run(), 2, wanted).orElseThrow();

    assertThat(move(r -> Steering.replay(r, 2, wanted))).isEqualTo(APPLIED);

    assertThat(standing(ONE).run()).isEqualTo(replay.run());
    assertThat(standing(ONE).fence()).isGreaterThan(first.key().fence());
    assertThat(stores.queries().find(ONE).orElseThrow().result()).isEqualTo(result);
    assertThat(stores.queries().setAside(ONE, 9, 0)).containsExactly(item);
    assertThat(stores.queries().history(ONE, 9, 0))
        .extracting(HistoryRow::status)
        .containsExactly(TaskStatus.FAILED);
    assertThat(settle(first.key().next(), Sample.done())).isEqualTo(STALE);
    Claim again = claimOne();
    assertThat(again.run().cursor()).isEqualTo(replay.run().cursor());
    settle(again.key().next(), Sample.done());
    assertThat(stores.queries().find(ONE).orElseThrow().result()).isEqualTo(result);
  }

  private static Outcome failed(Run at) {
    Run run =
        new Run(
            TaskStatus.FAILED,
            Phase.NONE,
            1,
            Entry.EXECUTE,
            at.cursor(),
            3,
            0,
            0,
            0,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(Failure.permanent("boom", "it broke")));
    return Outcome.of(run, Due.UNCHANGED);
  }

  @Test
  void a_task_whose_active_key_names_another_is_not_restarted() {
    end(running(Sample.of(1).active("key")), Sample.done());
    insert(Sample.of(2).active("key"));

    assertThat(move(Steering::restart)).isEqualTo(STALE);
    assertThat(standing(ONE).run().status()).isEqualTo(TaskStatus.SUCCEEDED);
  }

  @Test
  void a_restarted_task_holds_its_active_key_again() {
    end(running(Sample.of(1).active("key")), Sample.done());
    insert(Sample.of(2).active("key"));
    end(claimOne(), Sample.done());
    assertThat(move(Steering::restart)).isEqualTo(APPLIED);

    var again = stores.requests().insert(List.of(Sample.of(3).active("key").make())).get(0);

    assertThat(again.id()).isEqualTo(ONE);
    assertThat(again.isNew()).isFalse();
  }

  @Test
  void a_tombstone_is_not_restarted() {
    Claim claim = running(Sample.of(1));
    settle(claim.key().next(), Sample.done(), Notes.NONE, Duration.ZERO);

    assertThat(move(Steering::restart)).isEqualTo(STALE);
    assertThat(standing(ONE).run().status()).isEqualTo(TaskStatus.SUCCEEDED);
  }

  @Test
  void a_waiting_task_goes_on_at_another_place_of_its_plan_and_says_so() {
    settle(running(Sample.of(1)).key().next(), Sample.retrying(Duration.ofMinutes(9)));
    assertThat(claim(9)).isEmpty();
    VersionedTask seen = standing(ONE);

    assertThat(movedTo(seen, 2, Payload.of("row 7"))).isEqualTo(APPLIED);

    assertThat(words(ONE)).containsExactly("to action 3");
    VersionedTask moved = standing(ONE);
    assertThat(moved.fence()).isEqualTo(seen.fence());
    assertThat(moved.sequence()).isEqualTo(seen.sequence() + 1);
    assertThat(movedTo(seen, 0, Payload.NONE)).isEqualTo(STALE);
    Claim claim = claimOne();
    assertThat(claim.run().action()).isEqualTo(2);
    assertThat(claim.run().cursor()).isEqualTo(Payload.of("row 7"));
    assertThat(claim.run().entry()).isEqualTo(Entry.START);
    assertThat(claim.run().attempt()).isZero();
    assertThat(movedTo(standing(ONE), 0, Payload.NONE)).isEqualTo(STALE);
    assertThat(words(ONE)).containsExactly("to action 3");
  }

  @Test
  void a_finished_task_begins_anew_at_another_place_and_keeps_the_words_before_it() {
    Notes said =
        new Notes(
            Optional.empty(),
            Optional.empty(),
            Optional.of(Payload.of("result")),
            List.of(new Message(Message.Level.INFO, "before")),
            List.of());
    Run failed = Sample.run(TaskStatus.FAILED, Payload.of("row 4"), 5, 0);
    settle(running(Sample.of(1)).key().next(), Outcome.of(failed, Due.UNCHANGED), said, KEEP);
    VersionedTask seen = standing(ONE);

    assertThat(movedTo(seen, 1, Payload.of("row 2"))).isEqualTo(APPLIED);

    assertThat(words(ONE)).containsExactly("before", "to action 2");
    assertThat(standing(ONE).fence()).isGreaterThan(seen.fence());
    assertThat(stores.queries().find(ONE).orElseThrow().result()).isEqualTo(Payload.NONE);
    assertThat(stores.queries().history(ONE, 9, 0))
        .extracting(HistoryRow::status)
        .containsExactly(TaskStatus.FAILED);
    Claim claim = claimOne();
    assertThat(claim.run().action()).isOne();
    assertThat(claim.run().cursor()).isEqualTo(Payload.of("row 2"));
    end(claim, Sample.done());
    assertThat(words(ONE)).containsExactly("before", "to action 2");
  }

  @Test
  void a_task_that_is_held_is_moved_and_stays_held() {
    insert(Sample.of(1).serial("key"), Sample.of(2).serial("key"));
    VersionedTask second = standing(Sample.id(2));
    assertThat(second.run().status()).isEqualTo(TaskStatus.BLOCKED);
    move(Steering::pause);

    assertThat(movedTo(standing(ONE), 1, Payload.NONE)).isEqualTo(APPLIED);
    assertThat(standing(ONE).run().status()).isEqualTo(TaskStatus.PAUSED);
    Claim claim = claimOne();
    assertThat(claim.spec().id()).isEqualTo(Sample.id(2));
    assertThat(move(Steering::resume)).isEqualTo(APPLIED);
    assertThat(movedTo(standing(ONE), 2, Payload.of("row 3"))).isEqualTo(APPLIED);
    assertThat(claim(9)).isEmpty();
    end(claim, Sample.done());

    assertThat(claimOne().run().action()).isEqualTo(2);
    assertThat(words(ONE)).containsExactly("to action 2", "to action 3");
  }

  private WriteResult movedTo(VersionedTask seen, int action, Payload cursor) {
    Outcome outcome =
        Steering.restartAt(seen.run(), action, cursor).orElseGet(() -> elsewhere(action));
    Message said = new Message(Message.Level.INFO, "to action " + (action + 1));
    return steer(new Steer.Move(seen, outcome, KEEP, List.of(said)));
  }

  private static Outcome elsewhere(int action) {
    return Steering.restartAt(Run.NEW, action, Payload.NONE).orElseThrow();
  }

  private List<String> words(TaskId task) {
    return stores.queries().messages(task).stream().map(m -> m.message().text()).toList();
  }

  @Test
  void the_stronger_signal_stays() {
    running(Sample.of(1));
    raise(ONE, Signal.CANCEL);
    raise(ONE, Signal.PAUSE);
    assertThat(standing(ONE).signal()).isEqualTo(Signal.CANCEL);

    raise(ONE, Signal.REMOVE);

    assertThat(standing(ONE).signal()).isEqualTo(Signal.REMOVE);
  }

  @Test
  void a_signal_for_a_task_that_changed_hands_is_stale() {
    insert(Sample.of(1));
    VersionedTask waiting = standing(ONE);
    claimOne();
    VersionedTask running = standing(ONE);
    takenOver(Sample.worker(2));

    assertThat(steer(new Steer.Raise(waiting, Signal.PAUSE))).isEqualTo(STALE);
    assertThat(steer(new Steer.Raise(running, Signal.PAUSE))).isEqualTo(STALE);
    assertThat(standing(ONE).signal()).isEqualTo(Signal.NONE);
  }

  @Test
  void priority_and_options_change_running_or_not_and_the_order_follows() {
    insert(Sample.of(1), Sample.of(2));
    VersionedTask two = standing(Sample.id(2));
    Payload options = Payload.of("changed");
    assertThat(steer(new Steer.Adjust(two, Optional.of(5), Optional.of(options))))
        .isEqualTo(APPLIED);

    Claim claim = claimOne();
    assertThat(claim.spec().id()).isEqualTo(Sample.id(2));
    assertThat(claim.spec().priority()).isEqualTo(5);
    assertThat(claim.spec().options()).isEqualTo(options);
    VersionedTask running = standing(Sample.id(2));
    assertThat(steer(new Steer.Adjust(running, Optional.of(6), Optional.empty())))
        .isEqualTo(APPLIED);
    assertThat(settle(claim.key().next(), Sample.yielded("row 1"))).isEqualTo(APPLIED);
    assertThat(standing(Sample.id(2)).spec().priority()).isEqualTo(6);
    assertThat(standing(Sample.id(2)).spec().options()).isEqualTo(options);
  }

  @Test
  void a_finished_task_is_not_adjusted() {
    end(running(Sample.of(1)), Sample.done());

    assertThat(steer(new Steer.Adjust(standing(ONE), Optional.of(5), Optional.empty())))
        .isEqualTo(STALE);
    assertThat(standing(ONE).spec().priority()).isZero();
  }

  private int sweep(Optional<Duration> age, boolean historyOnly, boolean dryRun) {
    return stores.steering().clean(new Sweep(Set.of(), Set.of(), age, historyOnly, dryRun, 2));
  }

  @Test
  void a_finished_task_is_cleaned_when_its_own_retention_is_over() {
    end(running(Sample.of(1)), Sample.done());
    insert(Sample.of(2).due(Due.in(Duration.ofDays(99))));
    fixture.advance(KEEP.minusMillis(1));
    assertThat(sweep(Optional.empty(), false, false)).isZero();
    fixture.advance(Duration.ofMillis(1));

    assertThat(sweep(Optional.empty(), false, true)).isOne();
    assertThat(stores.runs().standing(ONE)).isPresent();
    assertThat(sweep(Optional.empty(), false, false)).isOne();

    assertThat(stores.runs().standing(ONE)).isEmpty();
    assertThat(stores.runs().standing(Sample.id(2))).isPresent();
  }

  @Test
  void an_age_given_goes_before_the_retention_of_each_task_and_the_limit_holds() {
    insert(Sample.of(1), Sample.of(2), Sample.of(3), Sample.of(4));
    claim(3).forEach(c -> end(c, Sample.done()));
    fixture.advance(Duration.ofHours(1));

    assertThat(sweep(Optional.of(Duration.ofHours(2)), false, false)).isZero();
    assertThat(sweep(Optional.of(Duration.ofHours(1)), false, false)).isEqualTo(2);
    assertThat(sweep(Optional.of(Duration.ofHours(1)), false, false)).isOne();
    assertThat(sweep(Optional.of(Duration.ZERO), false, false)).isZero();
    assertThat(standing(Sample.id(4)).run()).isEqualTo(Run.NEW);
  }

  @Test
  void only_the_statuses_and_types_asked_for_are_cleaned() {
    insert(Sample.of(1), Sample.of(2));
    claim(1).forEach(c -> end(c, Sample.done()));
    VersionedTask two = standing(Sample.id(2));
    move(two, Steering.cancel(two.run()).orElseThrow());
    Set<TaskStatus> cancelled = Set.of(TaskStatus.CANCELLED);
    Optional<Duration> any = Optional.of(Duration.ZERO);
    var stranger = Set.of(new TaskTypeName("stranger"));

    assertThat(stores.steering().clean(new Sweep(stranger, Set.of(), any, false, false, 9)))
        .isZero();
    assertThat(
            stores
                .steering()
                .clean(new Sweep(Set.of(Sample.TYPE), cancelled, any, false, false, 9)))
        .isOne();
    assertThat(stores.runs().standing(ONE)).isPresent();
    assertThat(stores.runs().standing(Sample.id(2))).isEmpty();
  }

  @Test
  void history_is_cleaned_alone() {
    Notes notes =
        new Notes(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(new Message(Message.Level.INFO, "one")),
            List.of());
    settle(running(Sample.of(1)).key().next(), Sample.done(), notes, KEEP);

    assertThat(sweep(Optional.of(Duration.ZERO), true, false)).isOne();

    assertThat(stores.queries().messages(ONE)).isEmpty();
    assertThat(stores.runs().standing(ONE)).isPresent();
    assertThat(sweep(Optional.of(Duration.ZERO), true, false)).isZero();
  }
}
