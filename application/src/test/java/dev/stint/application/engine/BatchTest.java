package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.RunBatch;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.spi.ClaimId;
import dev.stint.application.spi.ClaimRequest;
import dev.stint.application.spi.LineLimit;
import dev.stint.application.spi.WorkerRow;
import dev.stint.domain.Lane;
import dev.stint.domain.Line;
import dev.stint.domain.Message;
import dev.stint.domain.QueueName;
import dev.stint.domain.TaskId;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.WorkerId;
import dev.stint.domain.life.TaskStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a batch takes, waits for and reports. */
class BatchTest {

  private static final TaskType<String> ONE = TaskType.of("one", String.class);
  private static final TaskType<String> TWO = TaskType.of("two", String.class);
  private static final ActionDefinition<String> NOTHING =
      ActionDefinition.of("nothing", (a, c) -> StepOutcome.done());
  private static final Duration LONG = Duration.ofSeconds(30);

  private final Rig rig =
      new Rig(
          List.of(
              TaskDefinition.of(ONE).then(NOTHING),
              TaskDefinition.of(TWO).queue("slow").then(NOTHING)));

  private static RunBatch.Limits limits(Set<String> queues, Set<String> types, boolean untilDone) {
    return new RunBatch.Limits(
        Optional.of(LONG),
        Optional.empty(),
        queues.stream().map(QueueName::new).collect(java.util.stream.Collectors.toSet()),
        types.stream().map(TaskTypeName::new).collect(java.util.stream.Collectors.toSet()),
        OptionalInt.of(2),
        untilDone);
  }

  private void runsElsewhere(String queue, TaskType<?> type) {
    WorkerId other = new WorkerId(UUID.nameUUIDFromBytes(queue.getBytes()));
    rig.reference.workers().register(new WorkerRow(other, "other", Duration.ofHours(1), Set.of()));
    Line line = new Line(new QueueName(queue), type.name());
    ClaimRequest one =
        new ClaimRequest(
            new ClaimId(other, 1),
            List.of(new LineLimit(line, 1)),
            List.of(Lane.values()),
            1,
            1,
            1 << 20);
    assertThat(rig.reference.runs().claim(one).tasks()).hasSize(1);
  }

  @Test
  void a_batch_until_all_is_done_waits_for_nothing_that_it_may_not_take() {
    TaskId task = rig.tasks.request(ONE.with("x")).id();
    TaskId later = rig.tasks.request(TWO.with("y").dueIn(Duration.ofDays(1))).id();

    assertThat(rig.engine.runBatch(limits(Set.of(), Set.of("one"), true)).drained()).isTrue();
    assertThat(rig.engine.runBatch(limits(Set.of("default"), Set.of(), true)).drained()).isTrue();

    assertThat(rig.status(task)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(rig.status(later)).isEqualTo(TaskStatus.PENDING);
  }

  @Test
  void a_batch_says_what_of_its_own_lines_runs_elsewhere() {
    rig.tasks.request(TWO.with("y"));
    runsElsewhere("slow", TWO);

    assertThat(rig.engine.runBatch(limits(Set.of(), Set.of(), false)).elsewhere()).isEqualTo(1);
    assertThat(rig.engine.runBatch(limits(Set.of("slow"), Set.of("two"), false)).elsewhere())
        .isEqualTo(1);
    assertThat(rig.engine.runBatch(limits(Set.of("default"), Set.of(), false)).elsewhere())
        .isZero();
    assertThat(rig.engine.runBatch(limits(Set.of(), Set.of("one"), false)).elsewhere()).isZero();
  }

  @Test
  void only_the_first_thousand_messages_are_reported() {
    Rig chatty =
        new Rig(
            List.of(
                TaskDefinition.of(
                    ONE,
                    (a, c) -> {
                      IntStream.range(0, 30).forEach(i -> c.message(Message.Level.INFO, "m" + i));
                      return StepOutcome.done();
                    })));
    IntStream.range(0, 40).forEach(i -> chatty.tasks.request(ONE.with("n" + i)));

    assertThat(chatty.engine.runBatch(LONG).messages()).hasSize(1_000);
  }

  @Test
  void actions_that_need_no_transaction_fit_every_store() {
    assertThatCode(() -> rig.parts.registry().check(rig.reference.chunks()))
        .doesNotThrowAnyException();
  }
}
