package dev.stint.testing.junit;

import static dev.stint.testing.StintAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.operate.Schedule;
import dev.stint.bootstrap.TaskSource;
import dev.stint.testing.TestClock;
import dev.stint.testing.TestStint;
import dev.stint.testing.TestTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Tests that are given a TestStint; the nested classes are run by a JUnit of their own. */
class StintExtensionTest {

  static final TaskType<String> MAIL = TaskType.of("mail", String.class);
  static final TaskType<String> SHIP = TaskType.of("ship", String.class);

  /** As a host has it. */
  public static final class Shipping implements TaskSource {
    @Override
    public List<TaskDefinition<?>> definitions() {
      return List.of(TaskDefinition.of(SHIP, (args, context) -> StepOutcome.done()));
    }
  }

  @StintTest(Shipping.class)
  static class ByAnnotation {
    private final List<String> mailed = new ArrayList<>();

    private final TaskDefinition<String> mail =
        TaskDefinition.of(
            MAIL,
            (args, context) -> {
              mailed.add(args);
              return StepOutcome.done();
            });

    @SuppressWarnings("unused")
    private static final Schedule<String> OFTEN =
        Schedule.every("often", Duration.ofHours(1), MAIL.with("news"));

    @BeforeEach
    void setUp(TestStint stint) {
      stint.request(SHIP.with("first"));
    }

    @Test
    void fields_and_sources_are_known(TestStint stint, TestClock clock) {
      TestTask task = stint.request(MAIL.with("ann"));
      stint.runDue();
      assertThat(task).succeeded();
      assertThat(stint.only(SHIP)).succeeded();
      assertThat(mailed).contains("ann", "news");
      clock.pass(Duration.ofDays(1));
      assertThat(stint.clock().instant()).isEqualTo(clock.instant());
      assertThat(mail.type()).isEqualTo(MAIL);
    }

    @Test
    void each_test_has_its_own(TestStint stint) {
      assertThat(stint.all()).hasSize(1);
    }
  }

  static class InField {
    @RegisterExtension
    final StintExtension stint =
        StintExtension.of(builder -> builder.define(new Shipping().definitions()).seed(3));

    @Test
    void fails(TestStint stint) {
      stint.request(SHIP.with("one"));
      assertThat(stint.runDue().only(SHIP)).failed();
    }
  }

  private static Events run(Class<?> test) {
    return EngineTestKit.engine("junit-jupiter").selectors(selectClass(test)).execute().allEvents();
  }

  @Test
  void a_test_is_given_what_its_class_names() {
    Events events = run(ByAnnotation.class);
    events.assertStatistics(stats -> stats.failed(0));
    assertThat(events.succeeded().filter(e -> e.getTestDescriptor().isTest())).hasSize(2);
  }

  @Test
  void a_test_that_fails_reports_how_its_tasks_stand() {
    Events events = run(InField.class);
    assertThat(events.failed().count()).isEqualTo(1);
    assertThat(events.reportingEntryPublished().stream().map(e -> e.getPayload().toString()))
        .anyMatch(entry -> entry.contains("task ship (") && entry.contains("is SUCCEEDED"));
  }
}
