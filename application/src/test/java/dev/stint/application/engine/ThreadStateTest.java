package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stint.application.api.Config;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.extend.TaskObserver;
import dev.stint.application.api.operate.RunBatch;
import dev.stint.application.engine.inline.CallerThreadRuns;
import dev.stint.domain.Payload;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** What a task leaves on its thread, no other task and no host finds. */
class ThreadStateTest {

  private static final TaskType<String> RUDE = TaskType.of("rude", String.class);
  private static final TaskType<String> NEXT = TaskType.of("next", String.class);
  private static final Config CONFIG =
      Config.DEFAULT.poll(Duration.ofHours(1)).lease(Duration.ofHours(3)).parallelism(1);

  private final Collection<List<Object>> found = new ConcurrentLinkedQueue<>();
  private final EngineFixture fixture =
      new EngineFixture(
          CONFIG,
          List.of(
              TaskDefinition.of(RUDE, (how, context) -> rude(how, context::checkpoint)),
              TaskDefinition.of(
                  NEXT,
                  (args, context) -> {
                    found.add(state());
                    return StepOutcome.done();
                  })),
          TaskObserver.NONE,
          s -> s);

  @AfterEach
  void stop() {
    fixture.engine.stop(Duration.ofSeconds(10));
  }

  private StepOutcome rude(String how, java.util.function.Consumer<Payload> checkpoint) {
    Thread thread = Thread.currentThread();
    MDC.put("customer", "of the last task");
    thread.setName("renamed");
    thread.setPriority(Thread.MIN_PRIORITY);
    thread.setContextClassLoader(null);
    thread.interrupt();
    if (how.equals("throws")) {
      throw new IllegalStateException("on purpose");
    }
    if (how.equals("checkpoints")) {
      checkpoint.accept(Payload.of("half"));
      assertThat(thread.isInterrupted()).as("still its own flag").isTrue();
    }
    return StepOutcome.done();
  }

  private static List<Object> state() {
    Thread thread = Thread.currentThread();
    List<Object> state = new ArrayList<>();
    state.add(thread.isInterrupted());
    state.add(String.valueOf(MDC.get("customer")));
    state.add(thread.getName());
    state.add(thread.getPriority());
    state.add(String.valueOf(thread.getContextClassLoader()));
    return state;
  }

  private void run(TaskType<String> type, String args) {
    TaskId task = fixture.tasks.request(type.with(args)).id();
    fixture.engine.worker().ifPresent(worker -> worker.signals.hint());
    await().until(() -> fixture.status(task) != TaskStatus.PENDING && !running(task));
  }

  private boolean running(TaskId task) {
    return fixture.status(task) == TaskStatus.RUNNING;
  }

  @Test
  void the_next_task_finds_its_thread_as_the_first_found_it() {
    fixture.engine.start();
    await().until(() -> fixture.engine.condition().healthy());
    run(NEXT, "first");
    for (String how : List.of("returns", "throws", "checkpoints")) {
      run(RUDE, how);
      run(NEXT, "after " + how);
    }
    assertThat(found).hasSize(4);
    assertThat(new HashSet<>(found)).hasSize(1);
  }

  /** With the flag set a park returns at once: such a thread would never be seen at rest. */
  @Test
  void no_thread_of_ours_spins_when_somebody_interrupts_it() {
    fixture.engine.start();
    await().until(() -> fixture.engine.condition().healthy());
    run(RUDE, "returns");
    for (Thread thread : ours()) {
      thread.interrupt();
    }
    await().until(() -> ours().stream().noneMatch(Thread::isInterrupted));
    assertThat(ours()).hasSizeGreaterThanOrEqualTo(5);
    await().until(() -> ours().stream().allMatch(t -> t.getState() != Thread.State.RUNNABLE));
    run(NEXT, "still at work");
    assertThat(found).hasSize(1);
  }

  private List<Thread> ours() {
    return fixture.engine.worker().orElseThrow().threads.all();
  }

  @Test
  void a_host_finds_its_own_thread_as_it_was_after_an_interrupted_batch() {
    Thread.currentThread().interrupt();
    Map<String, String> marks = Map.of("host", "mine");
    MDC.setContextMap(marks);
    List<Object> before = state();
    TaskId task = fixture.tasks.request(NEXT.with("x")).id();

    RunBatch.Report report = fixture.engine.runBatch(Duration.ofMinutes(5));

    assertThat(report.drained()).isTrue();
    assertThat(fixture.status(task)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(state()).isEqualTo(before);
    assertThat(Thread.interrupted()).isTrue();
    MDC.clear();
  }

  @Test
  void a_host_finds_its_own_thread_as_it_was_after_a_run_in_it() {
    CallerThreadRuns here = new CallerThreadRuns(fixture.parts, fixture.tasks, fixture.engine);
    MDC.put("customer", "of the host");
    List<Object> before = state();

    here.runInCaller(RUDE.with("checkpoints"), Duration.ofMinutes(5));

    assertThat(Thread.interrupted()).as("what its action left is its own").isTrue();
    assertThat(state()).isEqualTo(before);
    here.runInCaller(NEXT.with("x"), Duration.ofMinutes(5));
    assertThat(found).containsExactly(before);
    MDC.clear();
  }
}
