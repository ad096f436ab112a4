package dev.stint.spring.slice;

import static dev.stint.testing.StintAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.RequestTasks;
import dev.stint.spring.slice.Depot.Parcel;
import dev.stint.spring.test.StintTest;
import dev.stint.testing.TestStint;
import dev.stint.testing.TestTask;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;

/** What a test of tasks alone has, and what not. */
@StintTest(properties = "stint.label=slice")
@Import(BusyCarrier.class)
class StintTestTest {

  @Autowired private TestStint stint;
  @Autowired private RequestTasks tasks;
  @Autowired private ApplicationContext context;

  @Test
  void what_is_requested_runs_when_the_test_says_so() {
    TestTask task = stint.task(tasks.request(Depot.COUNT.with(new Parcel(1))));
    assertThat(stint.all()).hasSize(1);

    stint.runDue();

    assertThat(task).succeeded();
  }

  @Test
  void schedules_come_due_as_the_clock_moves_and_no_task_of_another_test_is_there() {
    assertThat(stint.all()).isEmpty();

    stint.advance(Duration.ofDays(2));

    assertThat(stint.all(Depot.COUNT)).hasSize(2);
  }

  @Test
  void what_has_nothing_to_do_with_tasks_is_not_there() {
    assertThat(context.getBeansOfType(Frontend.class)).isEmpty();
    assertThat(context.getBeansOfType(DataSource.class)).isEmpty();
    assertThat(context.getEnvironment().getProperty("stint.label")).isEqualTo("slice");
  }
}
