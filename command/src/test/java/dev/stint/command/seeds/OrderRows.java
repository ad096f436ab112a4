package dev.stint.command.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.Request;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.PriorityRange;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who gets a task, and which one is next. */
abstract class OrderRows extends Rows {

  private final List<String> ran = new CopyOnWriteArrayList<>();

  OrderRows(RowStore store) {
    super(store);
  }

  private TaskDefinition<String> noting(TaskType<String> type) {
    return TaskDefinition.of(
        type,
        (text, context) -> {
          ran.add(text);
          return StepOutcome.done();
        });
  }

  @Test
  void row_36_two_workers_never_run_the_same_task() {
    TaskType<String> type = type("claimed");
    Map<String, Integer> times = new ConcurrentHashMap<>();
    TaskDefinition<String> counting =
        TaskDefinition.of(
            type,
            (text, context) -> {
              times.merge(text, 1, Integer::sum);
              return StepOutcome.done();
            });
    Stint one = host(counting);
    Stint other = host(counting);
    List<Request<?>> wishes =
        IntStream.range(0, 200).<Request<?>>mapToObj(i -> type.with("n" + i)).toList();
    one.tasks().requestAll(wishes);

    atWork(one);
    atWork(other);
    awaiting().until(() -> times.size() == 200);
    awaiting()
        .until(
            () ->
                one.ask().list(of(type)).stream()
                    .allMatch(r -> r.standing().run().status() == TaskStatus.SUCCEEDED));

    assertThat(times.values()).allMatch(n -> n == 1);
  }

  @Test
  void row_37_of_equal_tasks_the_oldest_runs_first() {
    TaskType<String> type = type("aged");
    Stint stint = host(noting(type));
    List<String> asked = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      asked.add("n" + i);
      stint.tasks().request(type.with("n" + i));
    }

    passOneByOne(stint);

    assertThat(ran).containsExactlyElementsOf(asked);
  }

  @Test
  void row_38_what_waits_becomes_more_urgent_with_age_where_that_is_set() {
    TaskType<String> type = type("aging");
    Stint elsewhere = host(CONFIG.ageing(Duration.ofSeconds(1), 2), noting(type("other")));
    Stint stint = host(noting(type));
    TaskId low = stint.tasks().request(type.with("low")).id();
    awaiting()
        .until(
            () -> {
              pass(elsewhere);
              return row(stint, low).standing().spec().priority() == 2;
            });
    stint.tasks().request(type.with("usual").priority(1));
    stint.tasks().request(type.with("high").priority(3));

    passOneByOne(stint);

    assertThat(ran).containsExactly("high", "low", "usual");
  }

  @Test
  void row_38_a_worker_takes_only_its_range_of_priorities() {
    TaskType<String> type = type("ranged");
    Stint urgent = host(CONFIG.priorities(PriorityRange.atLeast(5)), noting(type));
    Stint other = host(CONFIG.priorities(new PriorityRange(-10, 4)), noting(type));
    for (int priority : List.of(-11, -10, 4, 5, 6)) {
      urgent.tasks().request(type.with("p" + priority).priority(priority));
    }

    assertThat(passOneByOne(urgent).drained()).isTrue();
    assertThat(ran).containsExactly("p6", "p5");
    passOneByOne(other);
    assertThat(ran).containsExactly("p6", "p5", "p4", "p-10");
    passOneByOne(host(noting(type)));
    assertThat(ran).endsWith("p-11");
  }

  @Test
  void row_38_the_greater_priority_runs_first_and_may_be_changed_while_it_waits() {
    TaskType<String> type = type("ranked");
    Stint stint = host(noting(type));
    stint.tasks().request(type.with("low").priority(-5));
    stint.tasks().request(type.with("usual"));
    TaskId raised = stint.tasks().request(type.with("raised")).id();
    stint.tasks().request(type.with("high").priority(5));
    stint.steer().prioritize(List.of(raised), 9);

    passOneByOne(stint);

    assertThat(ran).containsExactly("raised", "high", "usual", "low");
  }
}
