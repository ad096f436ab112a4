package dev.stint.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.TaskFilter;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Among which tasks a list looks. */
class TaskFilterTest {

  @ParameterizedTest
  @CsvSource({
    "'', NEWEST, true, true",
    "PENDING, NEWEST, true, false",
    "SUCCEEDED, NEWEST, false, true",
    "'PENDING SUCCEEDED', NEWEST, true, true",
    "'', FINISHED, false, true",
    "PENDING, FINISHED, false, false",
    "SUCCEEDED, FINISHED, false, true"
  })
  void live_and_finished_tasks_are_looked_at_only_if_they_can_be_among_the_answers(
      String statuses, TaskOrder order, boolean live, boolean finished) {
    TaskFilter filter = TaskFilter.newest(1).statuses(statuses(statuses)).order(order);

    assertThat(filter.asksForLive()).isEqualTo(live);
    assertThat(filter.asksForFinished()).isEqualTo(finished);
  }

  private static Set<TaskStatus> statuses(String names) {
    return Arrays.stream(names.split(" "))
        .filter(name -> !name.isEmpty())
        .map(TaskStatus::valueOf)
        .collect(Collectors.toSet());
  }
}
