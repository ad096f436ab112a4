package dev.stint.application.engine.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stint.application.api.extend.TaskObserver;
import dev.stint.application.contract.Sample;
import dev.stint.application.engine.base.Threads;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.Notes;
import dev.stint.application.spi.Settlement;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.Fence;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.Signal;
import dev.stint.domain.life.WriteKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What waits to be settled, and who writes it. */
class SettleQueueTest {

  private static final int MUCH = 250;

  private final CountDownLatch gate = new CountDownLatch(1);
  private final List<Integer> batches = new CopyOnWriteArrayList<>();
  private final AtomicInteger heard = new AtomicInteger();
  private final SettleQueue queue =
      new SettleQueue(
          () -> new Writer<>("settle", this::write, TaskObserver.NONE, () -> false),
          (ended, answer) -> heard.incrementAndGet() < 0,
          lines -> {},
          Threads::daemon,
          2 * MUCH);

  /** The first batch takes until the gate opens. */
  private List<WriteResult> write(List<QueuedSettlement> batch) {
    batches.add(batch.size());
    try {
      if (batches.size() == 1) {
        assertThat(gate.await(120, TimeUnit.SECONDS)).isTrue();
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return Collections.nCopies(batch.size(), WriteResult.APPLIED);
  }

  private static QueuedSettlement ended(int number) {
    WriteKey key = new WriteKey(Sample.id(number), Sample.worker(1), new Fence(1), 1);
    Claim claim =
        new Claim(
            Sample.of(number).make().spec(),
            Run.NEW,
            key,
            Instant.EPOCH,
            Instant.EPOCH,
            Signal.NONE);
    Settlement settlement =
        new Settlement(key.next(), Sample.done(), Notes.NONE, Duration.ZERO, Duration.ZERO);
    return new QueuedSettlement(claim, Run.NEW, settlement);
  }

  private void add(int first, int last) {
    IntStream.rangeClosed(first, last).mapToObj(SettleQueueTest::ended).forEach(queue::add);
  }

  @AfterEach
  void close() {
    gate.countDown();
    queue.close();
  }

  @Test
  void a_second_thread_helps_once_much_waits_for_the_first() {
    queue.start();
    add(1, 1);
    await().until(() -> batches.size() == 1);
    add(2, MUCH);
    assertThat(batches).as("a little less than much").hasSize(1);

    add(MUCH + 1, MUCH + 1);

    await().until(() -> heard.get() == MUCH);
    assertThat(batches).containsExactly(1, MUCH);
    assertThat(queue.unsettled()).isOne();
    gate.countDown();
    await().until(() -> queue.unsettled() == 0);
  }

  @Test
  void what_waits_when_it_is_closed_is_settled_all_the_same() {
    queue.start();
    add(1, 1);
    await().until(() -> batches.size() == 1);
    add(2, 9);
    queue.close();

    gate.countDown();

    await().until(() -> queue.unsettled() == 0);
    assertThat(heard).hasValue(9);
  }
}
