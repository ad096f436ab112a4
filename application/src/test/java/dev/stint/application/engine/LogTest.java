package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.read.ListAppender;
import ch.qos.logback.core.spi.FilterReply;
import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.GiveUp;
import dev.stint.domain.policy.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/** Row 86: what the log of a task type is told. */
class LogTest {

  private static final TaskType<String> TYPE = TaskType.of("logged", String.class);

  private final Logger log = (Logger) LoggerFactory.getLogger("dev.stint.task.logged");
  private final ListAppender<ILoggingEvent> events =
      new ListAppender<>() {
        @Override
        protected void append(ILoggingEvent event) {
          event.prepareForDeferredProcessing();
          super.append(event);
        }
      };

  @BeforeEach
  void listen() {
    events.start();
    log.addAppender(events);
    log.setAdditive(false);
  }

  @AfterEach
  void leave() {
    log.detachAppender(events);
    log.setAdditive(true);
  }

  private void run(StepOutcome outcome, GiveUp then) {
    EngineFixture fixture =
        new EngineFixture(
            List.of(
                TaskDefinition.of(TYPE)
                    .then(
                        ActionDefinition.<String>of(
                                "a",
                                (args, context) -> {
                                  if (outcome instanceof StepOutcome.Failed f && f.permanent()) {
                                    throw new IllegalStateException(f.why());
                                  }
                                  return outcome;
                                })
                            .retry(RetryPolicy.fixed(1, Duration.ZERO))
                            .onGiveUp(then))));
    fixture.tasks.request(TYPE.with("x"));
    fixture.engine.runBatch(Duration.ofSeconds(60));
  }

  @Test
  void every_failed_attempt_is_logged_once_and_the_last_one_as_an_error() {
    run(StepOutcome.fail("broken"), GiveUp.FAIL_TASK);

    assertThat(events.list)
        .extracting(ILoggingEvent::getLevel)
        .containsExactly(Level.WARN, Level.ERROR);
    assertThat(events.list.get(1).getFormattedMessage())
        .contains("failed permanently")
        .contains("broken");
    assertThat(events.list.get(1).getMDCPropertyMap()).containsEntry("stint.attempt", "1");
  }

  @Test
  void what_was_thrown_is_logged_whole() {
    run(StepOutcome.failForGood("thrown"), GiveUp.FAIL_TASK);

    assertThat(events.list).hasSize(2);
    assertThat(events.list.get(0).getThrowableProxy().getMessage()).isEqualTo("thrown");
  }

  @Test
  void an_action_given_up_is_an_error_although_the_task_goes_on() {
    run(StepOutcome.fail("broken"), GiveUp.CONTINUE);

    assertThat(events.list)
        .extracting(ILoggingEvent::getLevel)
        .containsExactly(Level.WARN, Level.ERROR);
    assertThat(events.list.get(1).getFormattedMessage()).contains("action given up");
  }

  @Test
  void what_goes_well_is_not_logged() {
    run(StepOutcome.done(), GiveUp.FAIL_TASK);

    assertThat(events.list).isEmpty();
  }

  /** As a backend does that is told not to swallow its errors, once its disk is full. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_log_that_throws_keeps_no_task_from_its_end(boolean error) {
    TurboFilter full =
        new TurboFilter() {
          @Override
          public FilterReply decide(
              Marker marker, Logger to, Level level, String words, Object[] with, Throwable t) {
            if (error) {
              throw new OutOfMemoryError("pretended");
            }
            throw new IllegalStateException("the disk is full");
          }
        };
    log.getLoggerContext().addTurboFilter(full);
    AtomicInteger runs = new AtomicInteger();
    EngineFixture fixture =
        new EngineFixture(
            List.of(
                TaskDefinition.of(
                        TYPE,
                        (args, context) -> {
                          runs.incrementAndGet();
                          return StepOutcome.fail("broken");
                        })
                    .each(action -> action.retry(RetryPolicy.NEVER))));
    TaskId task = fixture.tasks.request(TYPE.with("x")).id();
    try {
      fixture.engine.runBatch(Duration.ofSeconds(60));
    } finally {
      log.getLoggerContext().resetTurboFilterList();
    }

    assertThat(fixture.status(task)).isEqualTo(TaskStatus.FAILED);
    assertThat(runs).hasValue(1);
  }
}
