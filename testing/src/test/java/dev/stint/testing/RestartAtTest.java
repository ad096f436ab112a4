package dev.stint.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.Chunk;
import dev.stint.application.api.ChunkContext;
import dev.stint.application.api.ChunkedAction;
import dev.stint.application.api.Principal;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.operate.RestartPoint;
import dev.stint.application.api.operate.SteerResult;
import dev.stint.application.api.operate.SteerTasks.Steered;
import dev.stint.domain.life.TaskStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tasks that a person lets go on at another place of their plan. */
class RestartAtTest {

  private static final TaskType<Integer> PUSH = TaskType.of("push", Integer.class);
  private static final Duration LONG = Duration.ofHours(1);

  private final List<Object> done = new ArrayList<>();
  private boolean reportFails;

  /** Pushes the numbers from 1 on. */
  private final class Push implements ChunkedAction<Integer, Integer, Integer> {
    @Override
    public Class<Integer> cursorType() {
      return Integer.class;
    }

    @Override
    public Chunk<Integer, Integer> next(Integer last, Optional<Integer> after, int size) {
      int from = after.orElse(0) + 1;
      int to = Math.min(last, from + 1);
      return new Chunk<>(IntStream.rangeClosed(from, to).boxed().toList(), to, to == last);
    }

    @Override
    public void process(Integer last, List<Integer> items, ChunkContext context) {
      done.addAll(items);
    }
  }

  private StepOutcome report() {
    done.add("report");
    return reportFails ? StepOutcome.failForGood("no paper") : StepOutcome.done("reported");
  }

  private final TestStint stint =
      TestStint.with(
          TaskDefinition.of(PUSH)
              .then(ActionDefinition.of("push", new Push()))
              .then(ActionDefinition.of("report", (last, context) -> report())));

  private Steered at(TestTask task, RestartPoint point) {
    return stint.stint().steer().restartAt(task.id(), point);
  }

  private TestTask pushed(int last) {
    TestTask task = stint.request(PUSH.with(last));
    stint.runUntilDone(LONG);
    done.clear();
    return task;
  }

  private static List<String> words(TestTask task) {
    return task.messages();
  }

  @Test
  void a_failed_task_does_its_last_action_alone_again() {
    reportFails = true;
    TestTask task = pushed(4);
    assertThat(task.status()).isEqualTo(TaskStatus.FAILED);
    reportFails = false;

    assertThat(at(task, RestartPoint.of("report"))).satisfies(RestartAtTest::isDone);
    stint.runUntilDone(LONG);

    assertThat(done).containsExactly("report");
    assertThat(task.status()).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(words(task))
        .contains("restarts at action 2 'report'; it stood at action 2 'report', failed");
  }

  @Test
  void a_chunked_action_goes_on_behind_the_cursor_that_a_person_wrote() {
    TestTask task = pushed(6);

    assertThat(at(task, RestartPoint.of("1").after("4"))).satisfies(RestartAtTest::isDone);
    stint.runUntilDone(LONG);

    assertThat(done).containsExactly(5, 6, "report");
    assertThat(words(task))
        .contains("restarts at action 1 'push' after 4; it stood at its end, succeeded");
  }

  @Test
  void a_paused_task_goes_on_elsewhere_when_it_is_resumed_and_says_who_wanted_it() {
    TestTask task = stint.request(PUSH.with(6));
    stint.stint().steer().pause(List.of(task.id()));
    Principal ann = Principal.of("ann", Principal.Role.ADMINISTRATOR);

    Steered said =
        stint.stint().as(ann).steer().restartAt(task.id(), RestartPoint.of("push").after("2"));
    assertThat(said).satisfies(RestartAtTest::isDone);
    stint.runDue();
    assertThat(done).isEmpty();
    stint.stint().steer().resume(List.of(task.id()));
    stint.runUntilDone(LONG);

    assertThat(done).containsExactly(3, 4, 5, 6, "report");
    assertThat(words(task))
        .contains(
            "restarts at action 1 'push' after 2 as ann asked; it stood at action 1 'push', paused");
    assertThat(at(task, RestartPoint.of("push").after("5").discreetly()))
        .satisfies(RestartAtTest::isDone);
    assertThat(words(task))
        .contains(
            "restarts at action 1 'push' and a cursor that is not shown; it stood at its end,"
                + " succeeded");
  }

  @Test
  void a_cursor_that_the_action_cannot_read_fails_the_task_and_loses_nothing() {
    TestTask task = pushed(4);

    assertThat(at(task, RestartPoint.of("push").after("\"four\"")))
        .satisfies(RestartAtTest::isDone);
    stint.runUntilDone(LONG);
    assertThat(done).isEmpty();
    assertThat(at(task, RestartPoint.of("push").after("2"))).satisfies(RestartAtTest::isDone);
    stint.runUntilDone(LONG);

    assertThat(done).containsExactly(3, 4, "report");
  }

  @Test
  void an_action_that_the_plan_does_not_have_is_refused_naming_those_that_it_has() {
    TestTask task = pushed(4);

    for (String unknown : List.of("push ups", "0", "3", "-1", "")) {
      assertThat(at(task, RestartPoint.of(unknown)))
          .isEqualTo(
              new Steered(
                  task.id(),
                  SteerResult.REFUSED,
                  "the task has no action '"
                      + unknown
                      + "'; its actions are 1 'push', 2 'report'"));
    }
    assertThat(at(task, RestartPoint.of("1").after("!stint replays 1")).words())
        .isEqualTo("this is the cursor of a replay, not of an action");
    assertThat(task.status()).isEqualTo(TaskStatus.SUCCEEDED);
  }

  private static void isDone(Steered said) {
    assertThat(said.result()).as(said.words()).isEqualTo(SteerResult.DONE);
  }
}
