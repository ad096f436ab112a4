package dev.stint.domain.life;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SteeringTest {

  @Test
  void nothing_steers_a_running_task() {
    Run running = Journey.claimed(Run.NEW);
    assertThat(Steering.pause(running)).isEmpty();
    assertThat(Steering.cancel(running)).isEmpty();
    assertThat(Steering.remove(running)).isEmpty();
    assertThat(Steering.block(running, BlockReason.TURN)).isEmpty();
  }

  @Test
  void a_task_paused_while_blocked_returns_to_its_wait() {
    Run blocked = Steering.block(Run.NEW, BlockReason.TURN).orElseThrow().run();
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
}
