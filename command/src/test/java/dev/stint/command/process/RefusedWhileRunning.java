package dev.stint.command.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stint.application.api.ActionContext;
import dev.stint.application.api.Chunk;
import dev.stint.application.api.ChunkContext;
import dev.stint.application.api.ChunkedAction;
import dev.stint.application.api.Config;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.UnknownOutcomeException;
import dev.stint.application.spi.StoreBackend;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.Message;
import dev.stint.domain.Payload;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.RetryPolicy;
import dev.stint.domain.task.TaskFilter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Tasks at all places of their lives while their store takes no writes for a time: two that end,
 * two that leave a checkpoint, two that request others, two in the middle of their chunks, and some
 * that wait for their turn. Nothing is tried again, so that an attempt used up is a failed task.
 */
final class RefusedWhileRunning {

  private static final TaskType<Integer> END = TaskType.of("end", Integer.class);
  private static final TaskType<Integer> CHECKPOINT = TaskType.of("checkpoint", Integer.class);
  private static final TaskType<Integer> PARENT = TaskType.of("parent", Integer.class);
  private static final TaskType<Integer> CHILD = TaskType.of("child", Integer.class);
  private static final TaskType<Integer> CHUNKS = TaskType.of("chunks", Integer.class);
  private static final TaskType<Integer> LATER = TaskType.of("later", Integer.class);

  private static final List<TaskType<Integer>> BUSY = List.of(END, CHECKPOINT, PARENT, CHUNKS);
  private static final int OF_EACH = 2;
  private static final int ITEMS = 200;
  static final Duration SHORT = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int RUNNING = BUSY.size() * OF_EACH;

  private final CountDownLatch running = new CountDownLatch(RUNNING);
  private final CountDownLatch refused = new CountDownLatch(1);
  private final Queue<String> runs = new ConcurrentLinkedQueue<>();
  private final Map<Integer, List<Integer>> done = new ConcurrentHashMap<>();
  private final boolean atomic;
  private RetryPolicy retry = RetryPolicy.NEVER;

  RefusedWhileRunning(boolean atomic) {
    this.atomic = atomic;
  }

  private Stint stint(StoreBackend store, Duration lease, Duration requestLimit) {
    return Stint.on(store)
        .config(
            Config.DEFAULT
                .lease(lease)
                .stint(Duration.ofMinutes(30))
                .requestLimit(requestLimit)
                // Two of them run interactive tasks only.
                .parallelism(RUNNING + 2)
                .poll(Duration.ofMillis(200)))
        .define(
            List.of(
                action(END, context -> {}),
                action(CHECKPOINT, context -> context.checkpoint(Payload.of("reached"))),
                action(
                    PARENT,
                    context -> {
                      context.message(Message.Level.INFO, "one child");
                      context.request(CHILD.with(1));
                    }),
                TaskDefinition.of(CHILD, (number, context) -> StepOutcome.done())
                    .each(a -> a.retry(retry)),
                TaskDefinition.of(LATER, (number, context) -> StepOutcome.done())
                    .each(a -> a.retry(retry)),
                TaskDefinition.of(CHUNKS, new Walk()).each(a -> a.retry(retry))))
        .build();
  }

  private interface Body {
    void in(ActionContext context) throws Exception;
  }

  private TaskDefinition<Integer> action(TaskType<Integer> type, Body body) {
    return TaskDefinition.of(
            type,
            (number, context) -> {
              runs.add(type.name().value() + number);
              hold();
              body.in(context);
              return StepOutcome.done();
            })
        .each(a -> a.retry(retry));
  }

  private void hold() throws InterruptedException {
    running.countDown();
    refused.await();
  }

  /** Stops before its second chunk until the store refuses. */
  private final class Walk implements ChunkedAction<Integer, Integer, Integer> {

    @Override
    public Class<Integer> cursorType() {
      return Integer.class;
    }

    @Override
    public Chunk<Integer, Integer> next(Integer number, Optional<Integer> after, int size)
        throws InterruptedException {
      if (after.isPresent()) {
        hold();
      }
      int from = after.orElse(0);
      int to = Math.min(ITEMS, from + size);
      return new Chunk<>(IntStream.range(from, to).boxed().toList(), to, to == ITEMS);
    }

    @Override
    public void process(Integer number, List<Integer> items, ChunkContext context) {
      done.merge(number, items, RefusedWhileRunning::both);
    }

    @Override
    public boolean atomic() {
      return atomic;
    }
  }

  private static List<Integer> both(List<Integer> before, List<Integer> more) {
    List<Integer> all = new ArrayList<>(before);
    all.addAll(more);
    return all;
  }

  /**
   * Lets the store refuse and take writes again, and sees that it was as if nothing had been.
   *
   * @param words what the worker's health says meanwhile
   * @param heard what somebody hears who requests a task meanwhile
   */
  void mustBeOutlived(
      StoreBackend store, Duration lease, Outlived server, String words, Class<?> heard)
      throws Exception {
    mustBeOutlived(
        store,
        lease,
        server,
        words,
        hasty -> {
          await().until(() -> heard(hasty, words, heard));
          return List.of();
        });
  }

  /** The same where some requests may be taken meanwhile; those are run as well. */
  void mustBeOutlived(StoreBackend store, Duration lease, Outlived server, String words)
      throws Exception {
    mustBeOutlived(store, lease, server, words, hasty -> takenOrRefused(hasty, words));
  }

  private static List<TaskId> takenOrRefused(Stint hasty, String words) {
    List<TaskId> taken = new ArrayList<>();
    await()
        .until(
            () -> {
              try {
                taken.add(hasty.tasks().request(LATER.with(8)).id());
                return true;
              } catch (RuntimeException e) {
                return told(e, words);
              }
            });
    return taken;
  }

  /**
   * Whether it says what the store answered; on a busy machine that may come too late to be told.
   */
  private static boolean told(RuntimeException error, String words) {
    String said = String.valueOf(error.getMessage());
    assertThat(said).doesNotContain("\n");
    if (error instanceof UnknownOutcomeException && !said.contains(words)) {
      return false;
    }
    assertThat(said).contains(words);
    return true;
  }

  private void mustBeOutlived(
      StoreBackend store,
      Duration lease,
      Outlived server,
      String words,
      Function<Stint, List<TaskId>> meanwhile)
      throws Exception {
    Stint stint = stint(store, lease, Duration.ofMinutes(1));
    Stint hasty = stint(store, lease, Duration.ofSeconds(1));
    long before = children(stint);
    List<TaskId> tasks = new ArrayList<>();
    for (TaskType<Integer> type : BUSY) {
      IntStream.range(0, OF_EACH).forEach(i -> tasks.add(stint.tasks().request(type.with(i)).id()));
    }
    try {
      stint.work().start();
      running.await();
      IntStream.range(0, 5).forEach(i -> tasks.add(stint.tasks().request(LATER.with(i)).id()));
      server.refuse();
      refused.countDown();
      await().until(() -> stint.work().condition().words().contains(words));
      assertThat(stint.work().condition().healthy()).isFalse();
      tasks.addAll(meanwhile.apply(hasty));
      server.take();
      tasks.add(stint.tasks().request(LATER.with(9)).id());

      await().until(() -> tasks.stream().allMatch(t -> run(stint, t).status().finished()));
      await().until(() -> children(stint) == before + OF_EACH);
      await().until(() -> stint.work().condition().healthy());
      asIfNothingHadBeen(stint, tasks);
    } finally {
      refused.countDown();
      server.take();
      stint.work().stop(Duration.ofMinutes(1));
    }
  }

  /**
   * Stops the worker while the store refuses: it is over within its patience, and another one does
   * what is left once the store takes writes again.
   */
  void mustStop(StoreBackend store, Outlived server) throws Exception {
    // Its end is not always taken: then each of them was lost with their worker.
    retry = RetryPolicy.fixed(5, Duration.ofMillis(100));
    Stint stint = stint(store, SHORT, Duration.ofMinutes(1));
    List<TaskId> tasks = new ArrayList<>();
    for (TaskType<Integer> type : BUSY) {
      IntStream.range(0, OF_EACH).forEach(i -> tasks.add(stint.tasks().request(type.with(i)).id()));
    }
    try {
      stint.work().start();
      running.await();
      server.refuse();
      refused.countDown();
      await().until(() -> stint.work().condition().words().contains("denied"));
      long began = System.nanoTime();
      stint.work().stop(PATIENCE);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(PATIENCE.multipliedBy(6));
    } finally {
      server.take();
    }
    Stint another = stint(store, SHORT, Duration.ofMinutes(1));
    try {
      another.work().start();
      await().until(() -> tasks.stream().allMatch(t -> run(another, t).status().finished()));
      assertThat(tasks)
          .allSatisfy(t -> assertThat(run(another, t).status()).isEqualTo(TaskStatus.SUCCEEDED));
      assertThat(done.values()).allSatisfy(items -> assertThat(items).containsAll(all()));
    } finally {
      another.work().stop(Duration.ofMinutes(1));
    }
  }

  private static List<Integer> all() {
    return IntStream.range(0, ITEMS).boxed().toList();
  }

  private static long children(Stint stint) {
    return stint.ask().list(TaskFilter.newest(99).type(CHILD.name())).stream()
        .filter(row -> row.standing().run().status() == TaskStatus.SUCCEEDED)
        .count();
  }

  /** How a server stops taking writes, and takes them again; the latter as often as one likes. */
  interface Outlived {
    void refuse();

    void take();
  }

  static Outlived by(Runnable refuse, Runnable take) {
    return new Outlived() {
      @Override
      public void refuse() {
        refuse.run();
      }

      @Override
      public void take() {
        take.run();
      }
    };
  }

  private static boolean heard(Stint stint, String words, Class<?> heard) {
    try {
      stint.tasks().request(LATER.with(8));
      throw new AssertionError("the request was taken");
    } catch (RuntimeException e) {
      boolean told = told(e, words);
      assertThat(!told || heard.isInstance(e)).as("%s", e).isTrue();
      return told;
    }
  }

  private void asIfNothingHadBeen(Stint stint, List<TaskId> tasks) {
    assertThat(tasks)
        .allSatisfy(t -> assertThat(run(stint, t).failure()).isEmpty())
        .allSatisfy(t -> assertThat(run(stint, t).status()).isEqualTo(TaskStatus.SUCCEEDED))
        .allSatisfy(t -> assertThat(stint.ask().history(t, 9, 0)).hasSize(1));
    assertThat(runs).doesNotHaveDuplicates();
    assertThat(done).hasSize(OF_EACH);
    assertThat(done.values())
        .allSatisfy(items -> assertThat(items).hasSizeGreaterThanOrEqualTo(ITEMS));
  }

  private static Run run(Stint stint, TaskId task) {
    return stint.ask().find(task).orElseThrow().standing().run();
  }
}
