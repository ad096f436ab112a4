package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.Chunk;
import dev.stint.application.api.ChunkContext;
import dev.stint.application.api.ChunkedAction;
import dev.stint.application.api.FailureClassifier;
import dev.stint.application.api.FailureClassifier.Meaning;
import dev.stint.application.api.RetryLaterException;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.RetryPolicy;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Row 46: errors that choose their own wait, and errors told apart by their types. */
class RetryLaterTest {

  private static final TaskType<String> TYPE = TaskType.of("test", String.class);
  private static final Duration LONG = Duration.ofSeconds(120);

  private static RuntimeException later() {
    return new RetryLaterException("the server said so", Duration.ofHours(3));
  }

  private static TaskDefinition<String> refusing(RetryPolicy retry) {
    return TaskDefinition.of(TYPE)
        .then(
            ActionDefinition.<String>of(
                    "a",
                    (args, context) -> {
                      if (context.attempt() == 0) {
                        throw later();
                      }
                      return StepOutcome.done();
                    })
                .retry(retry));
  }

  @Test
  void row_46_the_attempt_counts_and_the_next_one_waits_as_long_as_it_said() {
    EngineFixture fixture =
        new EngineFixture(List.of(refusing(RetryPolicy.fixed(1, Duration.ofSeconds(1)))));
    TaskId id = fixture.tasks.request(TYPE.with("x")).id();

    fixture.engine.runBatch(LONG);
    assertThat(fixture.status(id)).isEqualTo(TaskStatus.RETRYING);
    assertThat(fixture.run(id).attempt()).isEqualTo(1);
    assertThat(fixture.row(id).due()).isEqualTo(fixture.now.get().plus(Duration.ofHours(3)));

    fixture.step(Duration.ofHours(3));
    fixture.engine.runBatch(LONG);
    assertThat(fixture.status(id)).isEqualTo(TaskStatus.SUCCEEDED);
  }

  @Test
  void row_46_without_attempts_left_it_fails() {
    EngineFixture fixture = new EngineFixture(List.of(refusing(RetryPolicy.NEVER)));
    TaskId id = fixture.tasks.request(TYPE.with("x")).id();

    fixture.engine.runBatch(LONG);

    assertThat(fixture.status(id)).isEqualTo(TaskStatus.FAILED);
  }

  @Test
  void row_46_in_a_chunk_it_blames_no_item_whatever_the_classifier_says() {
    AtomicInteger calls = new AtomicInteger();
    ChunkedAction<String, Integer, Integer> limited =
        new ChunkedAction<>() {
          @Override
          public Class<Integer> cursorType() {
            return Integer.class;
          }

          @Override
          public Chunk<Integer, Integer> next(String args, Optional<Integer> after, int size) {
            return new Chunk<>(List.of(1, 2, 3), 3, true);
          }

          @Override
          public void process(String args, List<Integer> items, ChunkContext context) {
            calls.incrementAndGet();
            throw later();
          }
        };
    TaskDefinition<String> chunked =
        TaskDefinition.of(TYPE)
            .then(ActionDefinition.of("a", limited))
            .classifier(e -> Meaning.ORDINARY);
    EngineFixture fixture = new EngineFixture(List.of(chunked));
    TaskId id = fixture.tasks.request(TYPE.with("x")).id();

    fixture.engine.runBatch(LONG);

    assertThat(fixture.status(id)).isEqualTo(TaskStatus.RETRYING);
    assertThat(calls).hasValue(1);
  }

  @Test
  void a_negative_wait_is_refused() {
    assertThatThrownBy(() -> new RetryLaterException("x", Duration.ofSeconds(-1)))
        .hasMessage("the wait must not be negative: PT-1S");
  }

  @Test
  void row_46_the_nearest_named_type_decides() {
    FailureClassifier classifier =
        FailureClassifier.byType()
            .permanent(IOException.class)
            .ordinary(FileNotFoundException.class)
            .temporary(IllegalStateException.class);

    assertThat(classifier.of(new IOException())).isEqualTo(Meaning.PERMANENT);
    assertThat(classifier.of(new FileNotFoundException())).isEqualTo(Meaning.ORDINARY);
    assertThat(classifier.of(new IllegalStateException())).isEqualTo(Meaning.TEMPORARY);
  }

  @Test
  void row_46_the_causes_of_an_unnamed_error_are_asked_next() {
    FailureClassifier classifier = FailureClassifier.byType().temporary(IOException.class);

    assertThat(classifier.of(new UncheckedIOException(new IOException())))
        .isEqualTo(Meaning.TEMPORARY);
  }

  @Test
  void row_46_what_nobody_named_is_for_the_fallback() {
    assertThat(FailureClassifier.byType().of(new IOException())).isEqualTo(Meaning.TEMPORARY);
    assertThat(FailureClassifier.byType().otherwise(e -> Meaning.PERMANENT).of(new IOException()))
        .isEqualTo(Meaning.PERMANENT);
  }

  @Test
  void row_46_bugs_are_permanent_if_the_host_says_so() {
    FailureClassifier classifier = FailureClassifier.byType().bugsArePermanent();

    assertThat(classifier.of(new NullPointerException())).isEqualTo(Meaning.PERMANENT);
    assertThat(classifier.of(new ArrayIndexOutOfBoundsException())).isEqualTo(Meaning.PERMANENT);
    assertThat(classifier.of(new NoSuchMethodError())).isEqualTo(Meaning.PERMANENT);
    assertThat(classifier.of(new IllegalStateException())).isEqualTo(Meaning.ORDINARY);
  }
}
