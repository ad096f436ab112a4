package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.PermanentFailureException;
import dev.stint.application.api.Request;
import dev.stint.application.api.RequestOptions;
import dev.stint.application.api.Requested;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskEnd;
import dev.stint.application.api.TaskType;
import dev.stint.application.spi.SteerStore.Sweep;
import dev.stint.domain.IdempotencyKey;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.RetryPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a callback is told of the task that ended. */
class CallbackTest {

  private static final TaskType<String> TYPE = TaskType.of("bill", String.class);
  private static final TaskType<String> TELL = TaskType.of("tell", String.class);

  private final List<Optional<TaskEnd>> ends = Collections.synchronizedList(new ArrayList<>());
  private final List<Object> results = Collections.synchronizedList(new ArrayList<>());
  private final EngineFixture fixture =
      new EngineFixture(
          List.of(
              TaskDefinition.of(
                      TYPE,
                      (text, context) ->
                          text.equals("bad")
                              ? StepOutcome.failForGood("no paper")
                              : StepOutcome.done(text))
                  .keep(Duration.ZERO),
              TaskDefinition.of(
                  TELL,
                  (text, context) -> {
                    ends.add(context.ended());
                    if (text.equals("number")) {
                      results.add(context.endedWith(Integer.class));
                    } else {
                      results.add(context.endedWith(String.class));
                    }
                    return context.attempt() == 0 && text.equals("again")
                        ? StepOutcome.fail("not yet")
                        : StepOutcome.done();
                  })));

  private List<Requested> request(String text, String callback) {
    Request<String> told = TELL.with(callback).retry(RetryPolicy.fixed(1, Duration.ofMinutes(1)));
    return fixture.tasks.requestThen(TYPE.with(text), id -> told);
  }

  private void pass() {
    fixture.engine.runBatch(Duration.ofSeconds(60));
  }

  private void forget(TaskId task) {
    fixture.step(Duration.ofDays(2));
    fixture
        .reference
        .steering()
        .clean(
            new Sweep(Set.of(TYPE.name()), Set.of(), Optional.of(Duration.ZERO), false, false, 99));
    assertThat(fixture.reference.queries().find(task)).isEmpty();
  }

  private TaskEnd told(int i) {
    return ends.get(i).orElseThrow();
  }

  @Test
  void it_is_told_status_result_and_error_though_nothing_of_the_task_is_to_be_kept() {
    List<Requested> good = request("good", "x");
    List<Requested> bad = request("bad", "x");

    pass();

    TaskEnd well =
        ends.stream().map(Optional::orElseThrow).filter(TaskEnd::succeeded).findFirst().get();
    TaskEnd badly =
        ends.stream().map(Optional::orElseThrow).filter(e -> !e.succeeded()).findFirst().get();
    assertThat(well.id()).isEqualTo(good.get(0).id());
    assertThat(well.type()).isEqualTo("bill");
    assertThat(well.result()).contains("good");
    assertThat(badly.id()).isEqualTo(bad.get(0).id());
    assertThat(badly.status()).isEqualTo(TaskStatus.FAILED);
    assertThat(badly.failure().orElseThrow().message()).isEqualTo("no paper");
    assertThat(results).containsExactlyInAnyOrder(Optional.of("good"), Optional.empty());
  }

  @Test
  void a_later_attempt_is_told_the_same_after_the_task_is_gone() {
    List<Requested> both = request("good", "again");
    pass();
    assertThat(ends).hasSize(1);

    forget(both.get(0).id());
    pass();

    assertThat(ends).hasSize(2);
    assertThat(ends.get(1)).isEqualTo(ends.get(0));
    assertThat(results).containsOnly(Optional.of("good"));
  }

  @Test
  void the_end_is_written_into_the_callbacks_own_record() {
    TaskId callback = request("good", "x").get(1).id();
    pass();

    RequestOptions options =
        (RequestOptions)
            fixture.codec.decode(
                fixture.row(callback).standing().spec().options(), RequestOptions.class);

    assertThat(options.callback().orElseThrow().end()).contains(told(0));
  }

  @Test
  void a_task_that_was_over_before_its_callback_was_requested_is_told_too() {
    Request<String> first =
        TYPE.with("early").keep(Duration.ofDays(9)).key("early", IdempotencyKey.Scope.ALWAYS);
    fixture.tasks.request(first);
    pass();

    assertThat(fixture.tasks.requestThen(first, id -> TELL.with("x")).get(0).isNew()).isFalse();
    pass();

    assertThat(told(0).result()).contains("early");
  }

  @Test
  void it_runs_also_if_the_task_is_gone_before_it_could_look() {
    List<Requested> both =
        fixture.tasks.requestThen(TYPE.with("good"), id -> TELL.with("x").paused());
    pass();
    forget(both.get(0).id());

    fixture.steer.resume(List.of(both.get(1).id()));
    pass();

    assertThat(ends).containsExactly(Optional.empty());
    assertThat(results).containsExactly(Optional.empty());
    assertThat(fixture.status(both.get(1).id())).isEqualTo(TaskStatus.SUCCEEDED);
  }

  @Test
  void it_waits_longer_than_a_day_for_a_task_that_takes_longer() {
    List<Requested> both =
        fixture.tasks.requestThen(TYPE.with("late").paused(), id -> TELL.with("x"));
    pass();
    fixture.step(Duration.ofDays(400));
    pass();
    assertThat(fixture.status(both.get(1).id())).isEqualTo(TaskStatus.BLOCKED);

    fixture.steer.resume(List.of(both.get(0).id()));
    pass();

    assertThat(told(0).result()).contains("late");
  }

  @Test
  void a_result_of_another_type_fails_the_callback_in_words() {
    TaskId callback = request("good", "number").get(1).id();

    pass();

    assertThat(fixture.status(callback)).isEqualTo(TaskStatus.FAILED);
    assertThat(fixture.run(callback).failure().orElseThrow().kind())
        .isEqualTo(PermanentFailureException.class.getName());
    assertThat(fixture.run(callback).failure().orElseThrow().message())
        .startsWith("the result of the task that ended is no Integer");
  }

  @Test
  void a_task_that_is_no_callback_is_told_nothing() {
    fixture.tasks.request(TELL.with("x"));

    pass();

    assertThat(ends).containsExactly(Optional.empty());
  }
}
