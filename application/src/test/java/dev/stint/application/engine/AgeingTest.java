package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.application.api.Config;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.extend.TaskObserver;
import dev.stint.domain.TaskId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What waits becomes more urgent, where that is configured. */
class AgeingTest {

  private static final TaskType<String> OURS = TaskType.of("ours", String.class);
  private static final TaskType<String> THEIRS = TaskType.of("theirs", String.class);
  private static final Duration BATCH = Duration.ofMinutes(1);
  private static final Config AGEING = EngineFixture.CONFIG.ageing(Duration.ofMinutes(10), 3);

  private final List<String> ran = Collections.synchronizedList(new ArrayList<>());

  private TaskDefinition<String> noting(TaskType<String> type) {
    return TaskDefinition.of(
        type,
        (text, context) -> {
          ran.add(text);
          return StepOutcome.done();
        });
  }

  private EngineFixture rig(Config config, TaskDefinition<?>... definitions) {
    return new EngineFixture(config, List.of(definitions), TaskObserver.NONE, s -> s);
  }

  private static int priority(EngineFixture fixture, TaskId task) {
    return fixture.row(task).standing().spec().priority();
  }

  /** A worker of other tasks goes by after each such time. */
  private void pass(EngineFixture fixture, Duration step, int times) {
    EngineFixture other =
        new EngineFixture(AGEING, List.of(noting(OURS)), TaskObserver.NONE, s -> fixture.reference);
    for (int i = 0; i < times; i++) {
      fixture.step(step);
      other.engine.runBatch(BATCH);
    }
  }

  @Test
  void a_waiting_task_gains_one_each_time_up_to_the_bound_over_all_workers() {
    EngineFixture fixture = rig(AGEING, noting(THEIRS));
    TaskId low = fixture.tasks.request(THEIRS.with("low")).id();
    TaskId high = fixture.tasks.request(THEIRS.with("high").priority(7)).id();
    pass(fixture, Duration.ZERO, 1);

    pass(fixture, Duration.ofMinutes(5), 1);
    assertThat(priority(fixture, low)).isZero();
    pass(fixture, Duration.ofMinutes(6), 1);
    assertThat(priority(fixture, low)).isEqualTo(1);
    pass(fixture, Duration.ZERO, 3);
    assertThat(priority(fixture, low)).isEqualTo(1);
    pass(fixture, Duration.ofMinutes(11), 4);
    assertThat(priority(fixture, low)).isEqualTo(3);
    assertThat(priority(fixture, high)).isEqualTo(7);
  }

  @Test
  void what_aged_goes_before_what_came_later_and_what_is_not_due_does_not_age() {
    EngineFixture fixture =
        rig(EngineFixture.CONFIG.parallelism(1).prefetch(Duration.ZERO), noting(THEIRS));
    fixture.tasks.request(THEIRS.with("old"));
    TaskId later = fixture.tasks.request(THEIRS.with("later").dueIn(Duration.ofDays(1))).id();
    TaskId held = fixture.tasks.request(THEIRS.with("held").paused()).id();
    pass(fixture, Duration.ZERO, 1);
    pass(fixture, Duration.ofMinutes(11), 2);
    fixture.tasks.request(THEIRS.with("new").priority(1));

    fixture.engine.runBatch(BATCH);

    assertThat(ran).containsExactly("old", "new");
    assertThat(priority(fixture, later)).isZero();
    assertThat(priority(fixture, held)).isZero();
  }

  @Test
  void a_task_that_waits_for_its_turn_ages_too_and_more_than_a_page_of_them() {
    EngineFixture fixture = rig(EngineFixture.CONFIG, noting(THEIRS));
    List<TaskId> waiting = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      waiting.add(fixture.tasks.request(THEIRS.with("t" + i).serialKey("key")).id());
    }
    pass(fixture, Duration.ZERO, 1);
    pass(fixture, Duration.ofMinutes(11), 1);

    assertThat(waiting).allMatch(task -> priority(fixture, task) == 1);
  }

  @Test
  void nothing_ages_faster_than_by_the_second() {
    assertThatThrownBy(() -> EngineFixture.CONFIG.ageing(Duration.ofMillis(999), 1))
        .hasMessage("tasks age each second or more rarely, not each PT0.999S");
  }
}
