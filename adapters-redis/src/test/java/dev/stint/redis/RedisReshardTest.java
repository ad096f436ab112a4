package dev.stint.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.contract.Contract;
import dev.stint.application.contract.Sample;
import dev.stint.application.contract.StoreFixture;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.ClaimRequest;
import dev.stint.application.spi.Inserted;
import dev.stint.application.spi.Notes;
import dev.stint.application.spi.Settlement;
import dev.stint.application.spi.StoreException;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.TaskCount;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.util.JedisClusterCRC16;

/** Slots of a cluster move from master to master, and back, while tasks come in and end. */
class RedisReshardTest extends Contract {

  private static final int BATCH = 8;
  private static final int MOST = 30_000;

  private final Partitions partitions = new Partitions("stint", RedisStores.PARTITIONS);
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicBoolean moved = new AtomicBoolean();
  private final AtomicBoolean requested = new AtomicBoolean();

  /** What the store answered: its promises. */
  private final Map<TaskId, Integer> stored = new ConcurrentHashMap<>();

  private final Map<TaskId, Integer> claimed = new ConcurrentHashMap<>();
  private final Map<TaskId, Integer> ended = new ConcurrentHashMap<>();

  @Override
  protected StoreFixture open() {
    return RedisFixture.cluster();
  }

  /** As the engine does it: what is refused in passing is asked again. */
  private <T> T insistently(Supplier<T> call) {
    while (true) {
      try {
        return call.get();
      } catch (StoreException e) {
        assertThat(e.isTransient()).as(e.getMessage()).isTrue();
        refused.incrementAndGet();
      }
    }
  }

  @Test
  void nothing_is_lost_and_nothing_doubled_while_slots_move() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<?> requests = threads.submit(this::request);
      Future<?> work = threads.submit(this::work);
      Set<Integer> slots = slots();
      slots.forEach(slot -> move(new SlotMove(slot, Servers.masterOf(slot), other(slot))));
      slots.forEach(slot -> move(new SlotMove(slot, Servers.masterOf(slot), other(slot)).back()));
      moved.set(true);
      requests.get(120, TimeUnit.SECONDS);
      work.get(120, TimeUnit.SECONDS);
    } finally {
      moved.set(true);
      threads.shutdownNow();
    }

    System.out.printf(
        "slots moved while %d tasks came in and ended; refused in passing %d times%n",
        stored.size(), refused.get());
    assertThat(refused).hasPositiveValue();
    assertThat(claimed.keySet()).isEqualTo(stored.keySet());
    assertThat(ended.keySet()).isEqualTo(stored.keySet());
    assertThat(claimed.values()).as("claims of one task").containsOnly(1);
    assertThat(ended.values()).as("ends of one task").containsOnly(1);
    long succeeded =
        stores.queries().counts().stream()
            .filter(c -> c.status() == TaskStatus.SUCCEEDED)
            .mapToLong(TaskCount::tasks)
            .sum();
    assertThat(succeeded).isEqualTo(stored.size());
    stored.forEach((id, number) -> assertThat(again(number).id()).isEqualTo(id));
  }

  /** Of every partition, of the workers and of some idempotency keys. */
  private Set<Integer> slots() {
    Set<Integer> slots = new LinkedHashSet<>();
    IntStream.range(0, partitions.count())
        .forEach(p -> slots.add(JedisClusterCRC16.getSlot(partitions.base(p))));
    slots.add(JedisClusterCRC16.getSlot("stint:{workers}:"));
    IntStream.rangeClosed(1, BATCH)
        .forEach(i -> slots.add(JedisClusterCRC16.getSlot("stint:key:k" + i)));
    return slots;
  }

  private static int other(int slot) {
    return (Servers.masterOf(slot) + 1) % Servers.masters();
  }

  /** Each time that somebody was refused meanwhile, unless only a key that is not asked moves. */
  private void move(SlotMove move) {
    int before = refused.get();
    move.open();
    onceRefused(before);
    move.migrate(3);
    onceRefused(refused.get());
    while (move.migrate(100) > 0) {
      // The rest of them.
    }
    move.close();
  }

  private void onceRefused(int before) {
    int rounds = stored.size();
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(2))
        .until(() -> refused.get() > before || stored.size() > rounds + BATCH);
  }

  /** Its last batch may come after the last move, so the worker waits until this has ended. */
  private void request() {
    try {
      requestUntilMoved();
    } finally {
      requested.set(true);
    }
  }

  private void requestUntilMoved() {
    for (int i = 1; !moved.get() && i < MOST; i += BATCH) {
      List<Sample> batch =
          IntStream.range(i, i + BATCH).mapToObj(n -> Sample.of(n).always("k" + n)).toList();
      List<Inserted> answers =
          insistently(() -> stores.requests().insert(batch.stream().map(Sample::make).toList()));
      for (int n = 0; n < BATCH; n++) {
        assertThat(answers.get(n).id()).isEqualTo(batch.get(n).id());
        stored.put(answers.get(n).id(), i + n);
      }
    }
  }

  private Inserted again(int number) {
    Sample other = Sample.of(MOST + number).always("k" + number);
    return stores.requests().insert(List.of(other.make())).get(0);
  }

  private void work() {
    while (!requested.get() || ended.size() < stored.size()) {
      ClaimRequest request = asking(40, 0, Sample.LINE);
      List<Claim> claims = claim(request);
      claims.forEach(c -> claimed.merge(c.spec().id(), 1, Integer::sum));
      List<Settlement> ends = new ArrayList<>();
      claims.forEach(
          c ->
              ends.add(
                  new Settlement(
                      c.key().next(), Sample.done(), Notes.NONE, KEEP, Duration.ofMillis(1))));
      List<WriteResult> results = insistently(() -> stores.runs().settle(ends));
      for (int i = 0; i < claims.size(); i++) {
        assertThat(results.get(i)).isIn(WriteResult.APPLIED, WriteResult.APPLIED_BEFORE);
        ended.merge(claims.get(i).spec().id(), 1, Integer::sum);
      }
    }
  }

  private List<Claim> claim(ClaimRequest request) {
    try {
      return stores.runs().claim(request).tasks();
    } catch (StoreException e) {
      assertThat(e.isTransient()).as(e.getMessage()).isTrue();
      refused.incrementAndGet();
      return insistently(() -> stores.runs().claimed(request.id()));
    }
  }
}
