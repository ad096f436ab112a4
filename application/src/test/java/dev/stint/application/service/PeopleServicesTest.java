package dev.stint.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.CleanRule;
import dev.stint.application.api.Config;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.extend.LinkRenderer;
import dev.stint.application.api.extend.NoticeRenderer;
import dev.stint.application.api.operate.SteerResult;
import dev.stint.application.api.operate.SteerTasks;
import dev.stint.application.contract.PlainCodec;
import dev.stint.application.memory.InMemoryStores;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.ClaimId;
import dev.stint.application.spi.ClaimRequest;
import dev.stint.application.spi.LineLimit;
import dev.stint.application.spi.Stores;
import dev.stint.application.spi.Wakeups;
import dev.stint.application.spi.WorkerRow;
import dev.stint.domain.IdempotencyKey;
import dev.stint.domain.Lane;
import dev.stint.domain.Line;
import dev.stint.domain.QueueName;
import dev.stint.domain.TaskId;
import dev.stint.domain.WorkerId;
import dev.stint.domain.life.Signal;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.VersionedTask;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Steering, asking and cleaning, as people do. */
class PeopleServicesTest {

  private static final TaskType<String> TYPE = TaskType.of("mail", String.class);
  private static final TaskId NOBODY = new TaskId(new UUID(0, 404));

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-21T00:00:00Z"));
  private final AtomicLong nanos = new AtomicLong();
  private final List<Long> pauses = new ArrayList<>();
  private final Stores stores = InMemoryStores.create(now::get);
  private final RequestService requests = requests();
  private final SteerService steer =
      new SteerService(stores, Config.DEFAULT, new PlainCodec(), new Types(List.of()));
  private final AskService ask =
      new AskService(
          stores.queries(),
          new AskParts(
              new Types(List.of()),
              new PlainCodec(),
              LinkRenderer.DEFAULT,
              NoticeRenderer.DEFAULT,
              nanos::get,
              this::pause,
              Runnable::run));
  private final CleanService clean =
      new CleanService(stores, new Types(List.of()), new PlainCodec(), Config.DEFAULT);
  private Runnable meanwhile = () -> {};

  private RequestService requests() {
    TaskDefinition<String> definition =
        TaskDefinition.of(TYPE, (args, context) -> StepOutcome.done());
    NewTasks newTasks =
        new NewTasks(new Types(List.of(definition)), new PlainCodec(), Config.DEFAULT);
    return new RequestService(
        stores.requests(), Wakeups.NONE, newTasks, Config.DEFAULT, nanos::get);
  }

  private void pause(long span) {
    pauses.add(span);
    nanos.addAndGet(span);
    meanwhile.run();
  }

  private TaskId task() {
    return requests.request(TYPE.with("x")).id();
  }

  private TaskId finished() {
    TaskId task = task();
    steer.cancel(List.of(task));
    return task;
  }

  private TaskId running() {
    TaskId task = task();
    WorkerId worker = new WorkerId(new UUID(0, 1));
    stores
        .workers()
        .register(new WorkerRow(worker, "test", Duration.ofSeconds(10), Set.of(TYPE.name())));
    Line line = new Line(QueueName.DEFAULT, TYPE.name());
    ClaimRequest all =
        new ClaimRequest(
            new ClaimId(worker, 1),
            List.of(new LineLimit(line, 10)),
            List.of(Lane.INTERACTIVE, Lane.BACKGROUND),
            10,
            1,
            1 << 20);
    assertThat(stores.runs().claim(all).tasks()).extracting(Claim::spec).hasSize(1);
    return task;
  }

  private VersionedTask standing(TaskId task) {
    return stores.runs().standing(task).orElseThrow();
  }

  private TaskStatus status(TaskId task) {
    return standing(task).run().status();
  }

  @Test
  void a_waiting_task_is_paused_and_resumed_where_it_stood() {
    TaskId task = task();

    assertThat(steer.pause(List.of(task)).get(0).result()).isEqualTo(SteerResult.DONE);
    assertThat(status(task)).isEqualTo(TaskStatus.PAUSED);
    assertThat(steer.resume(List.of(task)).get(0).result()).isEqualTo(SteerResult.DONE);
    assertThat(status(task)).isEqualTo(TaskStatus.PENDING);
  }

  @Test
  void each_of_many_gets_its_own_answer() {
    TaskId waiting = task();
    TaskId over = finished();

    assertThat(steer.cancel(List.of(waiting, NOBODY, over)))
        .extracting(s -> s.result())
        .containsExactly(SteerResult.DONE, SteerResult.UNKNOWN, SteerResult.REFUSED);
  }

  @Test
  void a_running_task_is_signalled_and_the_stronger_wish_stays() {
    TaskId task = running();

    assertThat(steer.cancel(List.of(task)).get(0).result()).isEqualTo(SteerResult.SIGNALLED);
    assertThat(steer.pause(List.of(task)).get(0).result()).isEqualTo(SteerResult.SIGNALLED);
    assertThat(standing(task).signal()).isEqualTo(Signal.CANCEL);
    assertThat(steer.remove(List.of(task)).get(0).result()).isEqualTo(SteerResult.SIGNALLED);
    assertThat(standing(task).signal()).isEqualTo(Signal.REMOVE);
  }

  @Test
  void a_refusal_names_the_status_and_the_wish() {
    assertThat(steer.resume(List.of(running())).get(0).words())
        .isEqualTo("a task that is running cannot be asked to resume");
    assertThat(steer.prioritize(List.of(finished()), 3).get(0).words())
        .isEqualTo("a task that is cancelled cannot be asked to prioritize");
  }

  @Test
  void a_finished_task_is_restarted_under_a_new_fence() {
    TaskId task = finished();
    long fence = standing(task).fence().value();

    assertThat(steer.restart(List.of(task)).get(0).result()).isEqualTo(SteerResult.DONE);
    assertThat(status(task)).isEqualTo(TaskStatus.PENDING);
    assertThat(standing(task).fence().value()).isGreaterThan(fence);
  }

  @Test
  void a_restart_is_refused_with_the_reason_once_its_key_names_another_task() {
    TaskId first = requests.request(TYPE.with("x").key("k")).id();
    steer.cancel(List.of(first));
    requests.request(TYPE.with("x").key("k"));

    var answer = steer.restart(List.of(first)).get(0);

    assertThat(answer.result()).isEqualTo(SteerResult.REFUSED);
    assertThat(answer.words()).contains("its key names another task now");
  }

  @Test
  void a_condition_holds_at_the_moment_of_the_change() {
    TaskId task = task();
    List<TaskStatus> seen = new ArrayList<>();

    SteerTasks.Steered said =
        steer
            .onlyIf(
                stands -> {
                  seen.add(stands.run().status());
                  steer.pause(List.of(task)); // Somebody is quicker.
                  return stands.run().status() == TaskStatus.PENDING;
                })
            .cancel(List.of(task))
            .get(0);

    assertThat(said.result()).isEqualTo(SteerResult.REFUSED);
    assertThat(seen).containsExactly(TaskStatus.PENDING, TaskStatus.PAUSED);
    assertThat(steer.onlyIf(stands -> true).cancel(List.of(task)).get(0).result())
        .isEqualTo(SteerResult.DONE);
  }

  @Test
  void a_removed_task_cannot_be_listed_nor_restarted() {
    TaskId task = task();

    assertThat(steer.remove(List.of(task)).get(0).result()).isEqualTo(SteerResult.DONE);
    assertThat(steer.restart(List.of(task)).get(0).result()).isEqualTo(SteerResult.REFUSED);
  }

  @Test
  void a_task_gets_another_priority_waiting_or_running() {
    TaskId waiting = running();

    assertThat(steer.prioritize(List.of(waiting), 9).get(0).result()).isEqualTo(SteerResult.DONE);
    assertThat(standing(waiting).spec().priority()).isEqualTo(9);
  }

  @Test
  void a_wait_looks_less_and_less_often_and_ends_with_its_time() {
    TaskId task = task();

    Optional<?> row = ask.await(task, Duration.ofSeconds(3));

    assertThat(row).isPresent();
    assertThat(Duration.ofNanos(nanos.get())).isEqualTo(Duration.ofSeconds(3));
    assertThat(pauses).startsWith(5_000_000L, 10_000_000L, 20_000_000L).contains(500_000_000L);
  }

  @Test
  void a_wait_without_end_is_over_when_the_task_is() {
    TaskId task = task();
    meanwhile = () -> steer.cancel(List.of(task));

    assertThat(ask.await(task, Duration.ofSeconds(Long.MAX_VALUE)).orElseThrow().standing().run())
        .satisfies(run -> assertThat(run.status()).isEqualTo(TaskStatus.CANCELLED));
    assertThat(pauses).hasSize(1);
  }

  @Test
  void an_interrupt_ends_a_wait_and_stays_set() {
    TaskId task = task();
    meanwhile = () -> Thread.currentThread().interrupt();

    assertThat(ask.await(task, Duration.ofHours(1))).isPresent();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(pauses).hasSize(1);
  }

  @Test
  void nobody_waits_for_a_task_that_does_not_exist() {
    assertThat(ask.await(NOBODY, Duration.ofHours(1))).isEmpty();
    assertThat(pauses).isEmpty();
  }

  @Test
  void a_task_is_found_by_its_key() {
    TaskId task = requests.request(TYPE.with("x").key("k")).id();

    assertThat(ask.byKey("k", IdempotencyKey.Scope.ACTIVE).orElseThrow().standing().spec().id())
        .isEqualTo(task);
    assertThat(ask.byKey("other", IdempotencyKey.Scope.ACTIVE)).isEmpty();
  }

  @Test
  void cleaning_takes_every_finished_task_past_its_time_and_no_other() {
    List<TaskId> over = new ArrayList<>();
    for (int i = 0; i < 2_001; i++) {
      over.add(task());
    }
    steer.cancel(over);
    TaskId waiting = task();
    assertThat(clean.clean(CleanRule.Sweep.RETENTION)).isZero();
    now.updateAndGet(t -> t.plus(Config.DEFAULT.keep()).plusSeconds(1));

    assertThat(clean.clean(CleanRule.Sweep.RETENTION.asDryRun())).isEqualTo(2_001);
    assertThat(clean.clean(CleanRule.Sweep.RETENTION)).isEqualTo(2_001);
    assertThat(ask.find(over.get(0))).isEmpty();
    assertThat(ask.find(waiting)).isPresent();
  }
}
