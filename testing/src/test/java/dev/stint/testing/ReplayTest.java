package dev.stint.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.Chunk;
import dev.stint.application.api.ChunkContext;
import dev.stint.application.api.Principal;
import dev.stint.application.api.ReplayableAction;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.operate.ReplayItems;
import dev.stint.application.api.operate.SteerResult;
import dev.stint.application.api.operate.SteerTasks.Steered;
import dev.stint.domain.SetAside;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.HistoryRow;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Items set aside that are done again, as the one who pressed the button sees it. */
class ReplayTest {

  private static final TaskType<Integer> PUSH = TaskType.of("push", Integer.class);
  private static final Duration LONG = Duration.ofHours(1);

  private final List<Integer> done = new ArrayList<>();
  private final Set<Integer> bad = new HashSet<>(Set.of(3, 7, 11));
  private final Set<Integer> gone = new HashSet<>();
  private final Set<Integer> byHand = new HashSet<>();
  private boolean away;
  private boolean reportFails;
  private int reports;

  /** Pushes the numbers from 1 on. */
  private final class Push implements ReplayableAction<Integer, Integer, Integer> {
    @Override
    public Class<Integer> cursorType() {
      return Integer.class;
    }

    @Override
    public Chunk<Integer, Integer> next(Integer last, Optional<Integer> after, int size) {
      int from = after.orElse(0) + 1;
      int to = Math.min(last, from + Math.min(size, 4) - 1);
      return new Chunk<>(IntStream.rangeClosed(from, to).boxed().toList(), to, to == last);
    }

    @Override
    public void process(Integer last, List<Integer> items, ChunkContext context)
        throws IOException {
      if (away) {
        throw new IOException("the shop is away");
      }
      if (items.stream().anyMatch(bad::contains)) {
        throw new IllegalStateException("bad price");
      }
      for (Integer item : items) {
        if (byHand.contains(item)) {
          context.setAside("" + item, "by hand", "refused");
        } else {
          done.add(item);
        }
      }
    }

    @Override
    public Optional<Integer> again(Integer last, SetAside aside) {
      return Optional.of(Integer.valueOf(aside.item())).filter(item -> !gone.contains(item));
    }
  }

  private TaskDefinition<Integer> definition(long most) {
    return TaskDefinition.of(PUSH)
        .then(ActionDefinition.of("push", new Push()).maxSetAside(most))
        .then(
            ActionDefinition.of(
                "report",
                (last, context) -> {
                  reports++;
                  return reportFails
                      ? StepOutcome.failForGood("no paper")
                      : StepOutcome.done("reported " + last);
                }));
  }

  private TestStint stint(long most) {
    return TestStint.with(definition(most));
  }

  private static Steered replay(TestStint stint, TestTask task, ReplayItems items) {
    return stint.stint().steer().replay(task.id(), items);
  }

  private static List<String> aside(TestTask task) {
    return task.setAside().stream().map(SetAside::item).toList();
  }

  private TestTask pushed(TestStint stint, int last) {
    TestTask task = stint.request(PUSH.with(last));
    stint.runUntilDone(LONG);
    done.clear();
    return task;
  }

  @Test
  void just_the_items_set_aside_are_done_and_are_then_no_longer_listed() {
    TestStint stint = stint(100);
    TestTask task = pushed(stint, 12);
    assertThat(aside(task)).containsExactly("3", "7", "11");
    bad.clear();

    assertThat(replay(stint, task, ReplayItems.ALL).result()).isEqualTo(SteerResult.DONE);
    stint.runUntilDone(LONG);

    assertThat(done).containsExactly(3, 7, 11);
    assertThat(aside(task)).isEmpty();
    assertThat(reports).isOne();
    assertThat(task.status()).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(task.result(String.class)).contains("reported 12");
    assertThat(task.messages()).contains("replayed 3 items");
    assertThat(task.runs())
        .extracting(HistoryRow::status)
        .containsExactly(TaskStatus.SUCCEEDED, TaskStatus.SUCCEEDED);
  }

  @Test
  void those_that_fail_again_stay_set_aside_with_their_new_error() {
    TestStint stint = stint(100);
    TestTask task = pushed(stint, 12);
    bad.remove(7);
    bad.remove(11);
    gone.add(11);
    byHand.add(3);
    bad.remove(3);

    replay(stint, task, ReplayItems.ALL);
    stint.runUntilDone(LONG);

    assertThat(done).containsExactly(7);
    assertThat(task.setAside())
        .extracting(SetAside::item, SetAside::reason)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("3", "refused"),
            org.assertj.core.groups.Tuple.tuple("11", "bad price"));
    assertThat(task.messages())
        .contains("replayed 1 item; 1 failed again; 1 could not be read again");
    assertThat(task.status()).isEqualTo(TaskStatus.SUCCEEDED);
  }

  @Test
  void only_the_items_named_are_done() {
    TestStint stint = stint(100);
    TestTask task = pushed(stint, 12);
    bad.clear();

    replay(stint, task, ReplayItems.named(List.of("7")));
    stint.runUntilDone(LONG);

    assertThat(done).containsExactly(7);
    assertThat(aside(task)).containsExactly("3", "11");
  }

  @Test
  void history_tells_who_wanted_it() {
    TestStint stint = stint(100);
    TestTask task = pushed(stint, 12);
    bad.clear();

    stint
        .stint()
        .as(Principal.of("ann", Principal.Role.ADMINISTRATOR))
        .steer()
        .replay(task.id(), ReplayItems.ALL);
    stint.runUntilDone(LONG);

    assertThat(task.messages()).contains("replays 3 items set aside, as ann asked");
  }

  @Test
  void a_task_that_had_too_many_bad_items_goes_on_where_it_failed() {
    TestStint stint = stint(1);
    TestTask task = pushed(stint, 12);
    assertThat(task.status()).isEqualTo(TaskStatus.FAILED);
    assertThat(aside(task)).containsExactly("3", "7");
    bad.clear();

    replay(stint, task, ReplayItems.ALL);
    stint.runUntilDone(LONG);

    assertThat(done).containsExactly(3, 7, 8, 9, 10, 11, 12);
    assertThat(reports).isOne();
    assertThat(task.status()).isEqualTo(TaskStatus.SUCCEEDED);
  }

  @Test
  void a_task_whose_later_action_failed_goes_on_with_that() {
    reportFails = true;
    TestStint stint = stint(100);
    TestTask task = pushed(stint, 12);
    assertThat(task.status()).isEqualTo(TaskStatus.FAILED);
    int before = reports;
    reportFails = false;
    bad.clear();

    replay(stint, task, ReplayItems.ALL);
    stint.runUntilDone(LONG);

    assertThat(done).containsExactly(3, 7, 11);
    assertThat(reports).isEqualTo(before + 1);
    assertThat(task.result(String.class)).contains("reported 12");
  }

  @Test
  void a_cancelled_task_is_cancelled_again_and_does_nothing_else() {
    TestStint stint = TestStint.builder().define(definition(100)).timeUpAfter(4).build();
    TestTask task = stint.request(PUSH.with(12));
    while (aside(task).isEmpty()) {
      stint.runNext();
    }
    stint.stint().steer().cancel(List.of(task.id()));
    assertThat(task.status()).isEqualTo(TaskStatus.CANCELLED);
    done.clear();
    bad.clear();

    replay(stint, task, ReplayItems.ALL);
    stint.runUntilDone(LONG);

    assertThat(done).containsExactly(3);
    assertThat(aside(task)).isEmpty();
    assertThat(reports).isZero();
    assertThat(task.status()).isEqualTo(TaskStatus.CANCELLED);
  }

  @Test
  void a_replay_that_was_cancelled_can_be_asked_for_again() {
    TestStint stint = stint(100);
    TestTask task = pushed(stint, 12);
    bad.clear();
    replay(stint, task, ReplayItems.ALL);
    stint.stint().steer().cancel(List.of(task.id()));
    assertThat(task.status()).isEqualTo(TaskStatus.CANCELLED);

    replay(stint, task, ReplayItems.ALL);
    stint.runUntilDone(LONG);

    assertThat(done).containsExactly(3, 7, 11);
    assertThat(reports).isOne();
    assertThat(task.status()).isEqualTo(TaskStatus.SUCCEEDED);
  }

  @Test
  void a_fault_that_passes_is_retried_and_one_that_does_not_fails_the_task_until_replayed_again() {
    TestStint stint = stint(100);
    TestTask task = pushed(stint, 12);
    bad.clear();
    away = true;
    replay(stint, task, ReplayItems.ALL);
    stint.runUntilDone(Duration.ofDays(2));
    assertThat(task.status()).isEqualTo(TaskStatus.FAILED);
    assertThat(aside(task)).containsExactly("3", "7", "11");
    away = false;

    replay(stint, task, ReplayItems.ALL);
    stint.runUntilDone(LONG);

    assertThat(done).containsExactly(3, 7, 11);
    assertThat(reports).isOne();
    assertThat(task.status()).isEqualTo(TaskStatus.SUCCEEDED);
  }

  @Test
  void what_cannot_be_replayed_is_refused_in_one_sentence() {
    TaskType<Integer> plain = TaskType.of("plain", Integer.class);
    TestStint stint =
        TestStint.with(
            TaskDefinition.of(plain, (last, context) -> StepOutcome.done()),
            TaskDefinition.of(PUSH).then(ActionDefinition.of("push", new Push())));
    TestTask other = stint.request(plain.with(1));
    assertThat(replay(stint, other, ReplayItems.ALL).words())
        .isEqualTo("a task that is pending cannot be asked to replay");
    TestTask task = pushed(stint, 12);

    assertThat(replay(stint, other, ReplayItems.ALL).words())
        .isEqualTo(
            "no action of task type plain can read again what it set aside: let it implement"
                + " ReplayableAction, or request a task for these items");
    assertThat(replay(stint, task, ReplayItems.ALL.at(2)).words())
        .startsWith("action 2 of type push cannot read again what it set aside");
    assertThat(replay(stint, task, ReplayItems.named(List.of("7", "9"))).words())
        .isEqualTo("no item '9' is set aside");
    bad.clear();
    replay(stint, task, ReplayItems.ALL);
    stint.runUntilDone(LONG);
    assertThat(replay(stint, task, ReplayItems.ALL).words())
        .isEqualTo("the task has no items set aside");
  }
}
