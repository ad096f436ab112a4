package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.stint.application.api.Request;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.contract.FaultyStores;
import dev.stint.application.engine.claim.LineChoice;
import dev.stint.application.engine.write.QueuedSettlement;
import dev.stint.application.engine.write.SuccessorClaims;
import dev.stint.application.registers.GateRegister;
import dev.stint.application.service.QueueService;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.Notes;
import dev.stint.application.spi.Settlement;
import dev.stint.application.spi.StoreException;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.Due;
import dev.stint.domain.QueueName;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.TaskStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When a settlement takes the next task of its serial key along, and when not. */
class SuccessorClaimsTest {

  private static final TaskType<String> PLAIN = TaskType.of("plain", String.class);
  private static final TaskType<String> FEW = TaskType.of("few", String.class);

  private final FaultyEngineFixture faulty =
      new FaultyEngineFixture(
          EngineFixture.CONFIG.parallelism(4),
          TaskDefinition.of(PLAIN, (args, context) -> StepOutcome.done()),
          TaskDefinition.of(FEW, (args, context) -> StepOutcome.done()).limit(2));
  private final EngineFixture rig = faulty.rig;
  private final AtomicLong nanos = new AtomicLong();
  private final List<FaultyStores.Barrier> barriers = new ArrayList<>();
  private Optional<WorkerAssembly> worker = Optional.empty();

  @AfterEach
  void stop() {
    barriers.forEach(FaultyStores.Barrier::open);
    worker.ifPresent(c -> c.stop.begin());
    worker.ifPresent(Workers::close);
  }

  private static Request<String> keyed(TaskType<String> type, String name) {
    return type.with(name).serialKey("key");
  }

  private TaskId request(TaskType<String> type, String name) {
    return rig.tasks.request(keyed(type, name)).id();
  }

  /** A worker that claims and starts nothing. */
  private WorkerAssembly worker(LineChoice lines) {
    WorkerAssembly made = new WorkerAssembly(rig.on(nanos::get), lines, 4, Optional.empty());
    made.lease.register();
    IntStream.range(0, 200).forEach(i -> made.pace.took(1));
    worker = Optional.of(made);
    return made;
  }

  private WorkerAssembly worker() {
    return worker(LineChoice.of(rig.parts.registry(), Set.of(), Set.of()));
  }

  /** What the worker's fetcher claimed; it looks for more no sooner than told. */
  private Claim claimed(WorkerAssembly by) {
    by.fetcher.start();
    await().until(() -> by.buffer.size() == 1);
    return Optional.ofNullable(by.buffer.poll(false)).orElseThrow();
  }

  private static QueuedSettlement done(Claim claim) {
    Run over =
        new Run(
            TaskStatus.SUCCEEDED,
            claim.run().phase(),
            0,
            claim.run().entry(),
            claim.run().cursor(),
            0,
            0,
            0,
            0,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    Outcome outcome = Outcome.of(over, Due.UNCHANGED);
    Duration keep = Duration.ofDays(1);
    return new QueuedSettlement(
        claim,
        claim.run(),
        new Settlement(claim.key().next(), outcome, Notes.NONE, keep, Duration.ZERO));
  }

  private static List<WriteResult> settle(WorkerAssembly worker, Claim claim) {
    return worker.successors().settle(List.of(done(claim)));
  }

  @Test
  void the_next_task_of_the_key_is_put_before_the_slots() {
    request(PLAIN, "first");
    TaskId second = request(PLAIN, "second");
    WorkerAssembly worker = worker();
    Claim first = claimed(worker);

    assertThat(settle(worker, first)).containsExactly(WriteResult.APPLIED);

    Claim successor = Optional.ofNullable(worker.buffer.poll(false)).orElseThrow();
    assertThat(successor.spec().id()).isEqualTo(second);
    assertThat(worker.heldTasks.holds(successor.key())).isTrue();
  }

  /** Keeps the fetcher in its next claim, so that it follows no hint and looks no more. */
  private void holdFetcher(WorkerAssembly of) throws InterruptedException {
    FaultyStores.Barrier barrier = new FaultyStores.Barrier();
    barriers.add(barrier);
    faulty.holding("claim", barrier);
    barrier.awaitArrival();
    assertThat(of.lines.justLooked()).isTrue();
  }

  /** The same, so that the gates have to be read anew though it just looked. */
  private void holdFetcherPastTheGates(WorkerAssembly of) throws InterruptedException {
    nanos.addAndGet(Duration.ofMillis(900).toNanos());
    int before = faulty.calls("claim");
    await().until(() -> faulty.calls("claim") > before + 1);
    holdFetcher(of);
    nanos.addAndGet(Duration.ofMillis(200).toNanos());
    assertThat(of.lines.justLooked()).isTrue();
  }

  @Test
  void there_is_none_long_after_the_last_look() throws Exception {
    request(PLAIN, "first");
    TaskId second = request(PLAIN, "second");
    WorkerAssembly worker = worker();
    Claim first = claimed(worker);
    holdFetcher(worker);
    nanos.addAndGet(Duration.ofMillis(1_100).toNanos());

    settle(worker, first);

    assertThat(rig.status(second)).isEqualTo(TaskStatus.PENDING);
  }

  @Test
  void there_is_none_while_a_hint_was_not_followed() throws Exception {
    request(PLAIN, "first");
    TaskId second = request(PLAIN, "second");
    WorkerAssembly worker = worker();
    Claim first = claimed(worker);
    holdFetcher(worker);
    worker.signals.hint();

    settle(worker, first);

    assertThat(rig.status(second)).isEqualTo(TaskStatus.PENDING);
  }

  @Test
  void there_is_none_if_enough_is_claimed_ahead() throws Exception {
    request(PLAIN, "first");
    TaskId second = request(PLAIN, "second");
    WorkerAssembly worker = worker();
    Claim first = claimed(worker);
    holdFetcher(worker);
    IntStream.range(0, worker.pace.ahead()).forEach(i -> worker.buffer.add(List.of(first)));

    settle(worker, first);

    assertThat(rig.status(second)).isEqualTo(TaskStatus.PENDING);
  }

  @Test
  void there_is_none_for_a_worker_that_may_not_run_it() throws Exception {
    request(PLAIN, "first");
    TaskId second = request(PLAIN, "second");
    AtomicBoolean closed = new AtomicBoolean();
    WorkerAssembly worker = worker(ready -> closed.get() ? Set.of() : ready);
    Claim first = claimed(worker);
    holdFetcher(worker);
    closed.set(true);

    settle(worker, first);

    assertThat(rig.status(second)).isEqualTo(TaskStatus.PENDING);
  }

  @Test
  void there_is_none_where_a_permit_is_needed() throws Exception {
    request(FEW, "first");
    TaskId second = request(FEW, "second");
    WorkerAssembly worker = worker();
    Claim first = claimed(worker);
    holdFetcher(worker);

    settle(worker, first);

    assertThat(rig.status(second)).isEqualTo(TaskStatus.PENDING);
  }

  @Test
  void there_is_none_while_nobody_can_tell_what_is_on_hold() throws Exception {
    request(PLAIN, "first");
    TaskId second = request(PLAIN, "second");
    WorkerAssembly worker = worker();
    Claim first = claimed(worker);
    holdFetcherPastTheGates(worker);
    faulty.failing("all");

    assertThat(settle(worker, first)).containsExactly(WriteResult.APPLIED);

    assertThat(rig.status(second)).isEqualTo(TaskStatus.PENDING);
    assertThat(faulty.failures("claim")).isPositive();
  }

  @Test
  void there_is_none_of_a_queue_on_hold() throws Exception {
    request(PLAIN, "first");
    TaskId second = request(PLAIN, "second");
    WorkerAssembly worker = worker();
    Claim first = claimed(worker);
    new QueueService(new GateRegister(rig.reference.registers(), rig.codec))
        .pauseQueue(QueueName.DEFAULT);
    holdFetcherPastTheGates(worker);

    settle(worker, first);

    assertThat(rig.status(second)).isEqualTo(TaskStatus.PENDING);
  }

  @Test
  void a_successor_whose_answer_was_lost_is_asked_for_again() {
    request(PLAIN, "first");
    TaskId second = request(PLAIN, "second");
    WorkerAssembly worker = worker();
    Claim first = claimed(worker);
    SuccessorClaims successors = worker.successors();
    faulty.losingAnswers("settle");
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> successors.settle(List.of(done(first))));
    assertThat(rig.status(second)).isEqualTo(TaskStatus.RUNNING);
    faulty.wellAgain();

    assertThat(successors.settle(List.of(done(first)))).containsExactly(WriteResult.APPLIED_BEFORE);

    assertThat(Optional.ofNullable(worker.buffer.poll(false)).orElseThrow().spec().id())
        .isEqualTo(second);
    assertThat(worker.buffer.size()).isZero();
  }

  @Test
  void it_is_asked_for_until_the_store_answers() {
    request(PLAIN, "first");
    TaskId second = request(PLAIN, "second");
    WorkerAssembly worker = worker();
    Claim first = claimed(worker);
    SuccessorClaims successors = worker.successors();
    faulty.losingAnswers("settle");
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> successors.settle(List.of(done(first))));
    faulty.wellAgain();
    faulty.failing("claimed");
    CompletableFuture<List<WriteResult>> repeat =
        CompletableFuture.supplyAsync(() -> successors.settle(List.of(done(first))));
    await().until(() -> faulty.failures("claimed") > 1);
    assertThat(worker.buffer.size()).isZero();

    faulty.wellAgain();

    assertThat(repeat.orTimeout(120, TimeUnit.SECONDS).join())
        .containsExactly(WriteResult.APPLIED_BEFORE);
    assertThat(Optional.ofNullable(worker.buffer.poll(false)).orElseThrow().spec().id())
        .isEqualTo(second);
  }

  @Test
  void a_repeat_is_a_hint_for_what_became_ready_the_first_time() throws Exception {
    request(PLAIN, "first");
    request(FEW, "second");
    WorkerAssembly worker = worker();
    Claim first = claimed(worker);
    SuccessorClaims successors = worker.successors();
    holdFetcher(worker);
    faulty.losingAnswers("settle");
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> successors.settle(List.of(done(first))));
    assertThat(worker.lines.justLooked()).as("no hint yet").isTrue();
    faulty.wellAgain();

    successors.settle(List.of(done(first)));

    assertThat(worker.lines.justLooked()).as("a hint that waits").isFalse();
  }

  @Test
  void there_is_none_where_tasks_take_longer_than_a_claim_by_somebody_else() throws Exception {
    request(PLAIN, "first");
    TaskId second = request(PLAIN, "second");
    WorkerAssembly worker = worker();
    Claim first = claimed(worker);
    holdFetcher(worker);
    IntStream.range(0, 200).forEach(i -> worker.pace.took(Duration.ofMillis(2).toNanos()));

    settle(worker, first);

    assertThat(rig.status(second)).isEqualTo(TaskStatus.PENDING);
  }

  @Test
  void a_successor_that_comes_to_a_worker_that_leaves_is_handed_back() {
    request(PLAIN, "first");
    TaskId second = request(PLAIN, "second");
    WorkerAssembly worker = worker();
    Claim first = claimed(worker);
    SuccessorClaims successors = worker.successors();
    faulty.losingAnswers("settle");
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> successors.settle(List.of(done(first))));
    faulty.wellAgain();
    worker.stop.begin();

    successors.settle(List.of(done(first)));

    assertThat(rig.status(second)).isEqualTo(TaskStatus.PENDING);
    assertThat(worker.buffer.size()).isZero();
  }
}
