package dev.stint.domain.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.domain.Due;
import dev.stint.domain.Fence;
import dev.stint.domain.Payload;
import dev.stint.domain.policy.HeadPolicy;
import dev.stint.domain.policy.Turn;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SteeringTest {

  @Test
  void nothing_steers_a_running_task() {
    Run running = StepPolicy.claimed(Run.NEW);
    assertThat(Steering.pause(running)).isEmpty();
    assertThat(Steering.cancel(running)).isEmpty();
    assertThat(Steering.remove(running)).isEmpty();
    assertThat(Steering.block(running, Block.TURN)).isEmpty();
  }

  @Test
  void a_task_paused_while_blocked_returns_to_its_wait() {
    Run blocked = Steering.block(Run.NEW, Block.UNREADABLE).orElseThrow().run();
    Run paused = Steering.pause(blocked).orElseThrow().run();
    Run resumed = Steering.resume(paused).orElseThrow().run();
    assertThat(resumed).isEqualTo(blocked);
    assertThat(Steering.unblock(resumed).orElseThrow().run()).isEqualTo(Run.NEW);
  }

  @Test
  void a_finished_task_can_be_removed_or_restarted_only() {
    Run cancelled = Steering.cancel(Run.NEW).orElseThrow().run();
    assertThat(Steering.cancel(cancelled)).isEmpty();
    assertThat(Steering.remove(cancelled).orElseThrow().removed()).isTrue();
    assertThat(Steering.restart(cancelled).orElseThrow().run()).isEqualTo(Run.NEW);
    assertThat(Steering.restart(Run.NEW)).isEmpty();
    assertThat(Steering.supersede(Run.NEW).orElseThrow().finished()).isTrue();
  }

  @Test
  void a_wait_that_was_paused_returns_to_what_lay_beneath_it() {
    StepPolicy step = new StepPolicy(List.of(ActionPolicy.of("a")), Turn.FAIR, new Random(1));
    Run retrying = step.fail(StepPolicy.claimed(Run.NEW), Failure.temporary("k", "m")).run();
    Run blocked = Steering.block(retrying, Block.UNREADABLE).orElseThrow().run();
    Run paused = Steering.pause(blocked).orElseThrow().run();
    assertThat(paused.blocked()).contains(Block.UNREADABLE);
    Run resumed = Steering.resume(paused).orElseThrow().run();
    assertThat(resumed.status()).isEqualTo(TaskStatus.BLOCKED);
    assertThat(resumed.blocked()).contains(Block.UNREADABLE);
    assertThat(Steering.unblock(resumed).orElseThrow().run()).isEqualTo(retrying);
  }

  @Test
  void a_task_paused_while_it_waited_its_turn_waits_for_it_anew_when_resumed() {
    Run waits = SerialKeyRules.waiting(Run.NEW);
    Run paused = Steering.pause(waits).orElseThrow().run();
    assertThat(Steering.resume(paused).orElseThrow().run()).isEqualTo(Run.NEW);
  }

  @Test
  void a_wait_beneath_a_turn_is_not_forgotten() {
    StepPolicy step = new StepPolicy(List.of(ActionPolicy.of("a")), Turn.FAIR, new Random(1));
    Run waits = step.block(StepPolicy.claimed(Run.NEW), Payload.of("here"), Waits.A_DAY).run();
    Run turn = SerialKeyRules.waiting(waits);
    assertThat(turn.blockedBy(BlockReason.TURN)).isTrue();
    assertThat(Block.of(turn.blocked().orElseThrow().text())).isEqualTo(turn.blocked().get());
    Run granted = SerialKeyRules.granted(turn);
    assertThat(granted.blocked()).contains(Waits.A_DAY);
    assertThat(granted.claimable()).isTrue();
    Run paused = Steering.pause(turn).orElseThrow().run();
    assertThat(Steering.resume(paused).orElseThrow().run().blocked()).contains(Waits.A_DAY);
  }

  @Test
  void a_key_is_kept_while_its_holder_runs_and_given_up_when_it_is_held_or_over() {
    Run running = StepPolicy.claimed(Run.NEW);
    assertThat(SerialKeyRules.keeps(running, HeadPolicy.STEP_ASIDE)).isTrue();
    assertThat(SerialKeyRules.keeps(Run.NEW, HeadPolicy.HOLD)).isTrue();
    assertThat(SerialKeyRules.keeps(Run.NEW, HeadPolicy.STEP_ASIDE)).isFalse();
    assertThat(SerialKeyRules.keeps(Steering.pause(Run.NEW).orElseThrow().run(), HeadPolicy.HOLD))
        .isFalse();
    assertThat(SerialKeyRules.keeps(Steering.cancel(Run.NEW).orElseThrow().run(), HeadPolicy.HOLD))
        .isFalse();
    Run parked = Steering.block(Run.NEW, Block.UNREADABLE).orElseThrow().run();
    assertThat(SerialKeyRules.keeps(parked, HeadPolicy.HOLD)).isFalse();
  }

  @Test
  void a_pause_that_was_wished_during_the_stint_keeps_a_wait_and_its_reason() {
    StepPolicy step = new StepPolicy(List.of(ActionPolicy.of("a")), Turn.FAIR, new Random(1));
    Outcome waits = step.block(StepPolicy.claimed(Run.NEW), Payload.of("here"), Waits.A_DAY);
    Run paused = waits.under(Signal.PAUSE).run();
    assertThat(paused.status()).isEqualTo(TaskStatus.PAUSED);
    assertThat(Steering.resume(paused).orElseThrow().run()).isEqualTo(waits.run());
  }

  @Test
  void a_task_that_waits_can_be_removed_without_a_worker() {
    Outcome removed = Steering.remove(Run.NEW).orElseThrow();
    assertThat(removed.removed()).isTrue();
    assertThat(removed.run().status()).isEqualTo(TaskStatus.CANCELLED);
    assertThat(Steering.unblock(Run.NEW)).isEmpty();
    assertThat(Steering.resume(Run.NEW)).isEmpty();
  }

  @Test
  void a_task_requested_as_paused_starts_from_its_beginning_when_resumed() {
    Run paused = Steering.pause(Run.NEW).orElseThrow().run();
    assertThat(paused.heldFrom()).contains(TaskStatus.PENDING);
    assertThat(Steering.resume(paused).orElseThrow().run()).isEqualTo(Run.NEW);
  }

  @Test
  void a_task_that_is_over_begins_anew_at_the_action_and_cursor_asked_for() {
    Run cancelled = Steering.cancel(Run.NEW).orElseThrow().run();
    Outcome anew = Steering.restartAt(cancelled, 3, Payload.of("here")).orElseThrow();
    assertThat(anew.run()).isEqualTo(Run.NEW.change().action(3).cursor(Payload.of("here")).done());
    assertThat(anew.due()).isEqualTo(Due.NOW);
  }

  @Test
  void a_task_under_way_keeps_its_status_and_its_door_within_the_action_only() {
    StepPolicy step = new StepPolicy(List.of(ActionPolicy.of("a")), Turn.FAIR, new Random(1));
    Run retrying = step.fail(StepPolicy.claimed(Run.NEW), Failure.temporary("k", "m")).run();
    Outcome edited = Steering.restartAt(retrying, 0, Payload.of("4")).orElseThrow();
    assertThat(edited.run()).isEqualTo(retrying.change().cursor(Payload.of("4")).attempt(0).done());
    assertThat(edited.due()).isEqualTo(Due.NOW);
    assertThat(Steering.restartAt(retrying, 0, Payload.NONE).orElseThrow().run().entry())
        .isEqualTo(Entry.START);
    assertThat(Steering.restartAt(retrying, 1, Payload.of("4")).orElseThrow().run().entry())
        .isEqualTo(Entry.START);
  }

  @Test
  void a_task_that_is_held_goes_on_elsewhere_once_it_is_not() {
    Run paused = Steering.pause(Run.NEW).orElseThrow().run();
    Outcome moved = Steering.restartAt(paused, 1, Payload.NONE).orElseThrow();
    assertThat(moved.run().status()).isEqualTo(TaskStatus.PAUSED);
    assertThat(moved.due()).isEqualTo(Due.UNCHANGED);
    assertThat(Steering.resume(moved.run()).orElseThrow().run())
        .isEqualTo(Run.NEW.change().action(1).done());
  }

  @Test
  void a_task_that_runs_or_replays_is_not_moved() {
    assertThat(Steering.restartAt(StepPolicy.claimed(Run.NEW), 0, Payload.NONE)).isEmpty();
    Run over = Steering.cancel(Run.NEW).orElseThrow().run();
    Replay.Wanted all = new Replay.Wanted(Optional.empty(), 1, List.of());
    Run replaying = Steering.replay(over, 0, all).orElseThrow().run();
    assertThat(Steering.restartAt(replaying, 0, Payload.NONE)).isEmpty();
    assertThat(Replay.marks(replaying.cursor())).isTrue();
    assertThat(Replay.marks(Payload.of("4"))).isFalse();
  }

  @Test
  void what_is_requested_after_a_move_is_requested_anew() {
    Run requesting =
        Steering.pause(Run.NEW).orElseThrow().run().requesting(RequestSeries.of(new Fence(7)));
    Run moved = Steering.restartAt(requesting, 0, Payload.of("4")).orElseThrow().run();
    assertThat(requesting.requested()).isPresent();
    assertThat(moved.requested()).isEmpty();
  }
}
