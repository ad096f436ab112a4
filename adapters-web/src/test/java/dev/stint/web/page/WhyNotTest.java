package dev.stint.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.domain.Lane;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.Gate;
import dev.stint.domain.task.ReadyDepth;
import dev.stint.domain.task.TaskCount;
import dev.stint.domain.task.TaskRow;
import dev.stint.domain.task.WorkerView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One sentence that says why a task does not run. */
class WhyNotTest {

  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
  private static final TaskTypeName TYPE = new TaskTypeName("orders.mail");

  private final ManyRows rows = new ManyRows(NOW, "");

  private String said(TaskStatus status, Stand stand) {
    return WhyNot.sentence(rows.row(1, status), () -> Optional.of(stand), NOW);
  }

  private static Stand stand(List<Gate> gates, boolean live, Set<TaskTypeName> types, long runs) {
    return new Stand(
        gates,
        List.of(new WorkerView(ManyRows.WORKER, "", live, NOW, Duration.ofSeconds(10), types)),
        List.of(
            new TaskCount(
                ManyRows.line("default", "orders.mail"),
                Lane.BACKGROUND,
                TaskStatus.RUNNING,
                runs)),
        List.of(new ReadyDepth(ManyRows.line("default", "orders.mail"), Lane.BACKGROUND, 12, NOW)));
  }

  @Test
  void what_stands_before_a_ready_task() {
    Gate type = Gate.of(TYPE);
    Set<TaskTypeName> known = Set.of(TYPE);
    TaskStatus ready = TaskStatus.PENDING;

    assertThat(said(ready, stand(List.of(type.closed(true)), true, known, 0)))
        .isEqualTo("Its type 'orders.mail' is paused.");
    Gate limited = type.limit(OptionalInt.of(2));
    assertThat(said(ready, stand(List.of(limited), true, known, 2)))
        .isEqualTo("The limit of 2 running tasks of its type 'orders.mail' is reached.");
    assertThat(said(ready, stand(List.of(limited), true, known, 1)))
        .isEqualTo("It is ready and waits for a free worker; its line has 12 ready tasks.");
    assertThat(said(ready, stand(List.of(), false, known, 0))).isEqualTo("No worker is running.");
    assertThat(said(ready, stand(List.of(), true, Set.of(), 0)))
        .isEqualTo("No running worker knows the type 'orders.mail'.");
  }

  @Test
  void what_every_other_task_does() {
    Stand any = stand(List.of(), true, Set.of(TYPE), 0);

    assertThat(said(TaskStatus.RETRYING, any))
        .isEqualTo("It is due in 42 s, after attempt 2 failed.");
    assertThat(said(TaskStatus.BLOCKED, any))
        .isEqualTo(
            "It waits for task %s to succeed, until 2026-12-01 12:00:00 UTC at the longest."
                .formatted(ManyRows.id(8)));
    assertThat(said(TaskStatus.PAUSED, any)).isEqualTo("It is paused until somebody resumes it.");
    assertThat(said(TaskStatus.RUNNING, any)).isEqualTo("It runs.");
    assertThat(said(TaskStatus.FAILED, any)).startsWith("It gave up. the mail server");
  }

  @Test
  void who_may_not_see_figures_is_told_what_the_task_itself_says() {
    TaskRow row = rows.row(1, TaskStatus.PENDING);

    assertThat(WhyNot.sentence(row, Optional::empty, NOW))
        .isEqualTo("It is ready and waits for a worker.");
  }
}
