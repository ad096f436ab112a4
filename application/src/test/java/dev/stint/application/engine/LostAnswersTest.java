package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.ChunkContext;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.contract.NumberWalk;
import dev.stint.application.engine.write.Writer;
import dev.stint.application.spi.StoreException;
import dev.stint.domain.Fence;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Failure;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.RetryPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Atomic chunks whose commit nobody heard of, or that the store did not take. */
class LostAnswersTest {

  private static final TaskType<String> TYPE = TaskType.of("count", String.class);
  private static final TaskType<String> AFTER = TaskType.of("after", String.class);
  private static final int LAST = 300;

  private final List<Integer> processed = Collections.synchronizedList(new ArrayList<>());
  private final AtomicBoolean broken = new AtomicBoolean();
  private final FaultyEngineFixture faulty =
      new FaultyEngineFixture(
          TaskDefinition.of(TYPE)
              .then(
                  ActionDefinition.of("count", new Count())
                      .retry(RetryPolicy.fixed(-1, Duration.ZERO))),
          TaskDefinition.of(AFTER, (a, c) -> StepOutcome.done()));
  private final EngineFixture rig = faulty.rig;

  /** Walks 1 to 300. */
  private final class Count extends NumberWalk {
    Count() {
      super(LAST);
    }

    @Override
    public void process(String arguments, List<Integer> items, ChunkContext context) {
      if (broken.getAndSet(false)) {
        throw new StoreException(StoreException.Kind.PERMANENT, "no such table");
      }
      context.action().progress(items.size(), LAST, "counting");
      if (items.contains(LAST)) {
        context.action().request(AFTER.with("done"));
      }
      processed.addAll(items);
    }
  }

  private TaskId request() {
    return rig.tasks.request(TYPE.with("x")).id();
  }

  private void everyItemWasProcessedOnce(TaskId task) {
    assertThat(rig.status(task)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(processed).hasSize(LAST).doesNotHaveDuplicates();
    assertThat(
            rig.reference.queries().counts().stream()
                .filter(c -> c.line().type().equals(AFTER.name()))
                .mapToLong(c -> c.tasks()))
        .containsExactly(1L);
  }

  @Test
  void a_chunk_that_landed_unheard_is_not_done_again() {
    faulty.losingAnswers("inChunk");
    TaskId id = request();

    rig.engine.runBatch(Duration.ofSeconds(60));

    everyItemWasProcessedOnce(id);
    assertThat(faulty.failures("chunk")).isPositive();
    assertThat(rig.run(id).attempt()).isZero();
  }

  static Stream<Throwable> anything() {
    return Stream.of(
        new OutOfMemoryError("driver"),
        new IllegalArgumentException("driver"),
        new StoreException(StoreException.Kind.PERMANENT, "a code that says never"));
  }

  @ParameterizedTest
  @MethodSource("anything")
  void a_chunk_that_landed_is_not_done_again_whatever_its_commit_throws(Throwable thrown) {
    faulty.landingThenThrowing("inChunk", thrown);
    TaskId id = request();

    rig.engine.runBatch(Duration.ofSeconds(60));

    everyItemWasProcessedOnce(id);
    assertThat(faulty.failures("chunk")).isPositive();
    assertThat(rig.run(id).attempt()).isZero();
    assertThat(rig.reference.queries().history(id, 10, 0)).hasSize(1);
  }

  @Test
  void what_became_of_a_chunk_is_asked_until_the_store_answers() {
    faulty.losingAnswers("inChunk");
    faulty.failing("standing");
    TaskId id = request();
    rig.engine.start();
    await().until(() -> faulty.calls("standing") > 1);
    assertThat(rig.status(id)).isEqualTo(TaskStatus.RUNNING);

    faulty.wellAgain();

    await().until(() -> rig.status(id) == TaskStatus.SUCCEEDED);
    everyItemWasProcessedOnce(id);
    rig.engine.stop(Duration.ofSeconds(10));
  }

  @Test
  void a_chunk_that_never_reached_the_store_is_tried_again() {
    faulty.failing("inChunk");
    TaskId id = request();
    rig.engine.start();
    await().until(() -> faulty.failures("chunk") > 1);

    faulty.wellAgain();

    await().until(() -> rig.status(id) == TaskStatus.SUCCEEDED);
    everyItemWasProcessedOnce(id);
    rig.engine.stop(Duration.ofSeconds(10));
  }

  /** Seen to fail: the store that was back by the time it was asked had failed only this chunk. */
  @Test
  void a_chunk_that_failed_until_the_store_was_back_costs_no_attempt() {
    faulty.failing("inChunk", Writer.ALONE - 1);
    TaskId id = request();

    rig.engine.runBatch(Duration.ofSeconds(60));

    everyItemWasProcessedOnce(id);
    assertThat(rig.run(id).attempt()).isZero();
    assertThat(rig.reference.queries().history(id, 10, 0)).hasSize(1);
  }

  @Test
  void a_chunk_that_fails_again_and_again_while_other_writes_do_not_costs_an_attempt() {
    faulty.failing("inChunk", Writer.ALONE);
    TaskId id = request();

    rig.engine.runBatch(Duration.ofSeconds(60));

    everyItemWasProcessedOnce(id);
    assertThat(rig.reference.queries().history(id, 10, 0)).hasSize(2);
  }

  @Test
  void a_chunk_that_the_store_refuses_permanently_costs_its_action_an_attempt() {
    broken.set(true);
    TaskId id = request();

    rig.engine.runBatch(Duration.ofSeconds(60));

    everyItemWasProcessedOnce(id);
    assertThat(rig.reference.queries().history(id, 10, 0))
        .extracting(h -> h.failure().map(Failure::message).orElse("none"))
        .anyMatch(words -> words.contains("no such table"));
  }

  @Test
  void a_chunk_that_landed_unheard_before_its_task_was_lost_is_stale() {
    faulty.losingAnswers("inChunk");
    faulty.failing("standing");
    TaskId id = request();
    rig.engine.start();
    await().until(() -> faulty.calls("standing") > 1);

    rig.step(Duration.ofSeconds(1));
    rig.reference.workers().lose();
    Fence takenOver = new Fence(0).next(rig.now.get());
    await().until(() -> rig.row(id).standing().fence().compareTo(takenOver) > 0);
    faulty.wellAgain();

    await().until(() -> rig.status(id) == TaskStatus.SUCCEEDED);
    await().until(() -> faulty.stale.get() > 0);
    everyItemWasProcessedOnce(id);
    rig.engine.stop(Duration.ofSeconds(10));
  }
}
