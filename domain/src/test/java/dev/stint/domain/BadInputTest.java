package dev.stint.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.stint.domain.life.ActionPolicy;
import dev.stint.domain.policy.ChunkSize;
import dev.stint.domain.policy.GiveUp;
import dev.stint.domain.policy.Retention;
import dev.stint.domain.policy.RetryPolicy;
import dev.stint.domain.policy.SetAsideLimit;
import java.time.Duration;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each bad input is refused with one sentence that names the thing and what is wrong with it. */
class BadInputTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration YEAR = Duration.ofDays(365);

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void bad_input_is_refused_by_name(String sentence, ThrowingCallable make) {
    assertThatThrownBy(make).isInstanceOf(IllegalArgumentException.class).hasMessage(sentence);
  }

  private static Arguments bad(String sentence, ThrowingCallable make) {
    return arguments(sentence, make);
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        bad("owner must not be blank", () -> new Owner(" ")),
        bad(
            "serial key has 201 characters; at most 200 are allowed",
            () -> new SerialKey("x".repeat(201))),
        bad("queue must not hold the control character U+000A", () -> new QueueName("a\nb")),
        bad("task type must not be blank", () -> new TaskTypeName("")),
        bad(
            "task type has 121 characters; at most 120 are allowed",
            () -> new TaskTypeName("t".repeat(121))),
        bad(
            "idempotency key must not be blank",
            () -> new IdempotencyKey("", IdempotencyKey.Scope.ACTIVE)),
        bad(
            "idempotency key has 201 characters; at most 200 are allowed",
            () -> new IdempotencyKey("k".repeat(201), IdempotencyKey.Scope.ALWAYS)),
        bad("set-aside item must not be blank", () -> new SetAside("", Payload.NONE, "no")),
        bad("not a task id: 'no'", () -> TaskId.of("no")),
        bad("fence must not be negative: -1", () -> new Fence(-1)),
        bad("delay must not be negative: PT-1S", () -> Due.in(SECOND.negated())),
        bad("progress out of range: -1 of 0", () -> new Progress(-1, 0, "")),
        bad("progress out of range: 0 of -2", () -> new Progress(0, -2, "")),
        bad("retention must not be negative: PT-1S", () -> new Retention(SECOND.negated())),
        bad("maxSetAside must not be negative: -1", () -> new SetAsideLimit(-1)),
        bad("chunk size must be 1 to 1: 0", () -> new ChunkSize(0, 1, SECOND)),
        bad("chunk target time must be over 0: PT0S", () -> new ChunkSize(1, 1, Duration.ZERO)),
        bad("retries must be -1 (until it succeeds) or more: -2", () -> fixed(-2, SECOND)),
        bad("wait must be from 0 to 365 days: PT-1S", () -> fixed(1, SECOND.negated())),
        bad("wait must be from 0 to 365 days: PT8760H1S", () -> fixed(1, YEAR.plus(SECOND))),
        bad("wait must be from 0 to 365 days: PT-1S", () -> linear(SECOND.negated(), 1)),
        bad("multiplier must not be negative: -1", () -> linear(SECOND, -1)),
        bad(
            "first wait PT2S is over the cap PT1S",
            () -> RetryPolicy.exponential(1, Duration.ofSeconds(2), SECOND)),
        bad(
            "wait must be from 0 to 365 days: PT-2S",
            () -> RetryPolicy.exponential(1, Duration.ofSeconds(-2), Duration.ofSeconds(-1))),
        bad(
            "wait must be from 0 to 365 days: PT8761H",
            () -> RetryPolicy.exponential(1, SECOND, YEAR.plusHours(1))),
        bad("an action needs a name", () -> ActionPolicy.of(" ")),
        bad(
            "hookRetries must not be negative: -1",
            () -> new ActionPolicy("a", true, true, RetryPolicy.NEVER, -1, GiveUp.FAIL_TASK)));
  }

  @Test
  void what_stands_just_inside_its_bounds_is_accepted() {
    assertThatCode(
            () -> {
              new Owner("x".repeat(200));
              new Fence(0);
              new Progress(0, -1, "");
              new Progress(0, 0, "");
              new SetAsideLimit(0);
              new Retention(Duration.ZERO);
              fixed(-1, YEAR);
              linear(Duration.ZERO, 0);
              RetryPolicy.exponential(0, SECOND, SECOND);
              new ActionPolicy("a", true, true, RetryPolicy.NEVER, 0, GiveUp.FAIL_TASK);
            })
        .doesNotThrowAnyException();
  }

  @Test
  void a_bad_task_id_keeps_its_cause_for_the_log() {
    assertThatThrownBy(() -> TaskId.of("no")).hasCauseInstanceOf(IllegalArgumentException.class);
    assertThat(ActionPolicy.of("a").retry()).isEqualTo(RetryPolicy.DEFAULT);
  }

  private static RetryPolicy fixed(int retries, Duration wait) {
    return RetryPolicy.fixed(retries, wait);
  }

  private static RetryPolicy linear(Duration wait, int multiplier) {
    return RetryPolicy.linear(1, wait, multiplier);
  }
}
