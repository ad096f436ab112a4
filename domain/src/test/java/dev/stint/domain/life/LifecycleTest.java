package dev.stint.domain.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LifecycleTest {

  private static final Set<TaskEvent> BY_A_PERSON =
      EnumSet.of(
          TaskEvent.PAUSE,
          TaskEvent.RESUME,
          TaskEvent.CANCEL,
          TaskEvent.SUPERSEDE,
          TaskEvent.RESTART);

  @ParameterizedTest
  @EnumSource(TaskStatus.class)
  void every_status_answers_every_event_and_refuses_all_else(TaskStatus from) {
    for (TaskEvent event : TaskEvent.values()) {
      Set<TaskStatus> allowed = Lifecycle.after(from, event);
      assertThat(Lifecycle.allows(from, event)).isEqualTo(!allowed.isEmpty());
      for (TaskStatus to : TaskStatus.values()) {
        if (allowed.contains(to)) {
          assertThat(Lifecycle.move(from, event, to)).isEqualTo(to);
        } else {
          assertThatThrownBy(() -> Lifecycle.move(from, event, to))
              .isInstanceOf(IllegalTransitionException.class);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(TaskStatus.class)
  void every_unfinished_status_but_paused_has_a_way_out_without_a_person(TaskStatus from) {
    boolean wayOut =
        EnumSet.complementOf(EnumSet.copyOf(BY_A_PERSON)).stream()
            .flatMap(event -> Lifecycle.after(from, event).stream())
            .anyMatch(to -> to != from);
    assertThat(wayOut).isEqualTo(!from.finished() && from != TaskStatus.PAUSED);
  }

  @ParameterizedTest
  @EnumSource(TaskStatus.class)
  void a_claim_leads_from_the_claimable_statuses_and_from_a_wait(TaskStatus from) {
    assertThat(Lifecycle.allows(from, TaskEvent.CLAIM))
        .isEqualTo(from.claimable() || from == TaskStatus.BLOCKED);
  }
}
