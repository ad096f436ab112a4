package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.Request;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.extend.FailureNotifier;
import dev.stint.application.api.extend.FailureNotifier.Notice;
import dev.stint.application.api.extend.FailureNotifier.Reason;
import dev.stint.application.engine.base.HostExtensions;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.RetryPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Rows 75 and 76: who is told of which failure, and how often. */
class NoticesTest {

  private static final TaskType<String> TYPE = TaskType.of("test", String.class);
  private static final RetryPolicy THRICE = RetryPolicy.fixed(3, Duration.ZERO);

  private final List<Notice> told = Collections.synchronizedList(new ArrayList<>());

  private static TaskDefinition<String> failing() {
    return TaskDefinition.of(TYPE)
        .then(
            ActionDefinition.<String>of("a", (args, context) -> StepOutcome.fail("broken"))
                .retry(THRICE));
  }

  private EngineFixture rig(TaskDefinition<String> definition, FailureNotifier notifier) {
    return new EngineFixture(
        EngineFixture.CONFIG, List.of(definition), HostExtensions.NONE.with(notifier));
  }

  private TaskId run(TaskDefinition<String> definition, Request<String> request) {
    EngineFixture fixture = rig(definition, told::add);
    TaskId id = fixture.tasks.request(request).id();
    fixture.engine.runBatch(Duration.ofSeconds(60));
    assertThat(fixture.status(id)).isEqualTo(TaskStatus.FAILED);
    return id;
  }

  @Test
  void row_75_a_critical_task_that_fails_permanently_is_told_once() {
    TaskId id = run(failing().critical(true), TYPE.with("x").owner("ann").named("the import"));

    assertThat(told)
        .singleElement()
        .satisfies(
            notice -> {
              assertThat(notice.reason()).isEqualTo(Reason.FAILED);
              assertThat(notice.attempts()).isEqualTo(4);
              assertThat(notice.owner().orElseThrow().value()).isEqualTo("ann");
              assertThat(notice.words())
                  .isEqualTo(
                      "task " + id + " (test, the import) failed permanently: failed: broken");
            });
  }

  @Test
  void row_75_a_request_that_asked_for_retries_is_critical_as_in_gnosis() {
    run(failing(), TYPE.with("x").retry(RetryPolicy.linear(2, Duration.ZERO, 1)));

    assertThat(told).hasSize(1);
  }

  @Test
  void row_75_a_task_that_nobody_called_critical_is_told_to_nobody() {
    run(failing(), TYPE.with("x"));
    run(failing(), TYPE.with("x").retry(RetryPolicy.NEVER));
    run(failing().critical(false), TYPE.with("x").retry(THRICE));

    assertThat(told).isEmpty();
  }

  @Test
  void row_75_the_request_has_the_last_word() {
    run(failing().critical(false), TYPE.with("x").critical());

    assertThat(told).hasSize(1);
  }

  @Test
  void row_76_at_the_attempt_asked_for_it_is_told_exactly_once() {
    run(failing().notifyAt(2), TYPE.with("x"));

    assertThat(told)
        .singleElement()
        .satisfies(
            notice -> {
              assertThat(notice.reason()).isEqualTo(Reason.ATTEMPT_REACHED);
              assertThat(notice.attempts()).isEqualTo(2);
            });
  }

  @Test
  void row_76_the_attempt_asked_for_may_be_the_last() {
    run(failing().notifyAt(4), TYPE.with("x"));

    assertThat(told).extracting(Notice::reason).containsExactly(Reason.ATTEMPT_REACHED);
  }

  @Test
  void a_notifier_that_fails_stops_neither_others_nor_the_task() {
    HostExtensions around =
        HostExtensions.NONE
            .with(
                (FailureNotifier)
                    notice -> {
                      throw new IllegalStateException("the mail server is away");
                    })
            .with((FailureNotifier) told::add);
    EngineFixture fixture =
        new EngineFixture(EngineFixture.CONFIG, List.of(failing().critical(true)), around);
    fixture.tasks.request(TYPE.with("x"));
    fixture.engine.runBatch(Duration.ofSeconds(60));

    assertThat(told).hasSize(1);
  }

  @Test
  void a_slow_notifier_holds_up_no_slot() {
    CountDownLatch go = new CountDownLatch(1);
    TaskDefinition<String> mixed =
        TaskDefinition.of(TYPE)
            .then(
                ActionDefinition.<String>of(
                        "a",
                        (args, context) -> {
                          if (args.equals("free")) {
                            go.countDown();
                            return StepOutcome.done();
                          }
                          return StepOutcome.failForGood("broken");
                        })
                    .retry(RetryPolicy.NEVER))
            .critical(true);
    EngineFixture fixture =
        new EngineFixture(
            EngineFixture.CONFIG.parallelism(1),
            List.of(mixed),
            HostExtensions.NONE.with(
                (FailureNotifier)
                    notice -> {
                      go.await();
                      told.add(notice);
                    }));
    fixture.tasks.request(TYPE.with("broken").priority(1));
    fixture.tasks.request(TYPE.with("free"));

    fixture.engine.runBatch(Duration.ofSeconds(60));

    assertThat(told).hasSize(1);
  }

  /** It goes on with its old failure on record: that was told when it was an attempt. */
  @Test
  void row_76_an_attempt_is_not_told_again_when_the_task_yields_after_it() {
    AtomicInteger stints = new AtomicInteger();
    TaskDefinition<String> yields =
        TaskDefinition.of(TYPE)
            .then(
                ActionDefinition.<String>of(
                        "a",
                        (args, context) ->
                            switch (stints.incrementAndGet()) {
                              case 1 -> StepOutcome.fail("broken");
                              case 2, 3 -> StepOutcome.yielded();
                              default -> StepOutcome.done();
                            })
                    .retry(THRICE))
            .notifyAt(1)
            .critical(true);
    EngineFixture fixture = rig(yields, told::add);
    TaskId id = fixture.tasks.request(TYPE.with("x")).id();
    fixture.engine.runBatch(Duration.ofSeconds(60));

    assertThat(fixture.status(id)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(told).extracting(Notice::reason).containsExactly(Reason.ATTEMPT_REACHED);
  }
}
