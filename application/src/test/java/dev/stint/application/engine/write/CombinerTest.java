package dev.stint.application.engine.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stint.application.api.extend.TaskObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Many callers, one write. */
class CombinerTest {

  private static final int CALLERS = 20;

  private final CountDownLatch firstIsIn = new CountDownLatch(1);
  private final CountDownLatch go = new CountDownLatch(1);
  private final AtomicInteger batches = new AtomicInteger();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Queue<String> answers = new ConcurrentLinkedQueue<>();

  /** The first batch of one waits, so that the others gather behind it; the second one fails. */
  private List<String> send(List<Integer> items) {
    int batch = batches.incrementAndGet();
    if (batch == 1) {
      firstIsIn.countDown();
      awaitGo();
    } else if (batch == 2) {
      closed.set(true);
      throw new AssertionError("told to fail");
    }
    return items.stream().map(i -> "landed " + i).toList();
  }

  private void awaitGo() {
    try {
      assertThat(go.await(120, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private Thread caller(Combiner<Integer, String> combiner, int item) {
    Thread thread =
        new Thread(
            () -> {
              Writer.Answer<String> answer = combiner.write(item);
              answers.add(answer.landing().orElseGet(() -> "error " + answer.error().isPresent()));
            });
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void failingFor(Combiner<Integer, String> combiner) throws Exception {
    List<Thread> callers = new ArrayList<>();
    callers.add(caller(combiner, 0));
    assertThat(firstIsIn.await(120, TimeUnit.SECONDS)).isTrue();
    for (int i = 1; i < CALLERS; i++) {
      callers.add(caller(combiner, i));
    }
    await().until(() -> callers.stream().skip(1).allMatch(CombinerTest::waits));
    go.countDown();
    for (Thread caller : callers) {
      caller.join(60_000);
      assertThat(caller.isAlive()).as("a caller that waits forever").isFalse();
    }
  }

  private static boolean waits(Thread thread) {
    return thread.getState() == Thread.State.WAITING;
  }

  @Test
  void an_error_of_the_store_reaches_every_caller_whose_write_was_gathered() throws Exception {
    failingFor(new Combiner<>(new Writer<>("write", this::send, TaskObserver.NONE, closed::get)));

    assertThat(answers).hasSize(CALLERS);
    assertThat(answers.stream().filter("error true"::equals)).hasSize(CALLERS - 1);
  }

  /** Even where the writer itself ends by an error, for want of memory, say. */
  @Test
  void an_error_of_the_writer_reaches_every_caller_whose_write_was_gathered() throws Exception {
    failingFor(
        new Combiner<>(
            new Writer<>(
                "write",
                this::send,
                TaskObserver.NONE,
                () -> {
                  throw new OutOfMemoryError("told to");
                })));

    assertThat(answers).hasSize(CALLERS);
    assertThat(answers.stream().filter("error true"::equals)).hasSize(CALLERS - 1);
  }
}
