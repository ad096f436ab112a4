package dev.stint.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.stint.application.contract.Contract;
import dev.stint.application.contract.Sample;
import dev.stint.application.contract.StoreFixture;
import dev.stint.application.patience.FreePort;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.ClaimId;
import dev.stint.application.spi.ClaimRequest;
import dev.stint.application.spi.Inserted;
import dev.stint.application.spi.LineLimit;
import dev.stint.application.spi.NewTask;
import dev.stint.application.spi.Notes;
import dev.stint.application.spi.Settlement;
import dev.stint.application.spi.SteerStore;
import dev.stint.application.spi.StoreException;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.Lane;
import dev.stint.domain.Payload;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.TaskSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;

/** What is Redis's own: scripts, partitions, order scope PARTITION, expiry, keys in other slots. */
class RedisStoresTest extends Contract {

  private final Partitions partitions = new Partitions("stint", RedisStores.PARTITIONS);

  @Override
  protected StoreFixture open() {
    return RedisFixture.single();
  }

  private List<NewTask> many(int count) {
    Random random = new Random(7);
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> Sample.of(i).priority(random.nextInt(50)))
        .map(sample -> random.nextInt(10) == 0 ? sample.interactive() : sample)
        .map(Sample::make)
        .toList();
  }

  @Test
  void scripts_that_the_server_forgot_are_loaded_again() {
    stores.requests().insert(many(100));
    Servers.single().scriptFlush("any");

    assertThat(claim(100)).hasSize(100);
    assertThat(standing(Sample.id(1)).run().status()).isEqualTo(TaskStatus.RUNNING);
  }

  @Test
  void inside_a_partition_the_order_is_exact_and_across_them_lanes_are() {
    stores.requests().insert(many(1_000));
    Comparator<Claim> order =
        Comparator.<Claim>comparingInt(c -> c.spec().lane().ordinal())
            .thenComparing(c -> -c.spec().priority())
            .thenComparing(c -> c.spec().id());
    Map<Integer, List<Claim>> taken = new TreeMap<>();
    List<Integer> lanes = new ArrayList<>();

    for (List<Claim> claims = many(); !claims.isEmpty(); claims = many()) {
      assertThat(claims).isSortedAccordingTo(order);
      claims.forEach(c -> lanes.add(c.spec().lane().ordinal()));
      claims.forEach(
          c -> taken.computeIfAbsent(partitions.of(c.spec().id()), p -> new ArrayList<>()).add(c));
    }

    assertThat(lanes).hasSize(1_000).isSorted();
    assertThat(taken).hasSize(16);
    assertThat(taken.values()).allSatisfy(one -> assertThat(one).isSortedAccordingTo(order));
  }

  private List<Claim> many() {
    return claimed(asking(90, 0, Sample.LINE)).tasks();
  }

  @Test
  void the_most_urgent_of_all_partitions_is_always_among_the_next_taken() {
    stores.requests().insert(many(500));
    insert(Sample.of(900).interactive().priority(1_000));

    assertThat(claimOne().spec().id()).isEqualTo(Sample.id(900));
  }

  @Test
  void a_finished_task_goes_by_itself_after_its_retention() {
    Claim claim = running(Sample.of(1));
    settle(claim.key().next(), Sample.done(), Notes.NONE, Duration.ofHours(1));

    assertThat(expiry(1)).isBetween(minutes(61), minutes(62));
  }

  @Test
  void a_renewal_takes_tombstones_with_it_that_nobody_cleaned() {
    List<TaskId> ids = samePartition(4);
    ids.forEach(this::finish);

    fixture.advance(Duration.ofMinutes(10));
    stores.workers().renew(worker);
    assertThat(ids).allMatch(id -> stores.runs().standing(id).isPresent());

    fixture.advance(Duration.ofMinutes(1));
    stores.workers().renew(worker);
    assertThat(ids).allMatch(id -> stores.runs().standing(id).isEmpty());
  }

  @Test
  void a_clean_takes_no_more_tombstones_of_one_batch_than_its_limit() {
    stores.requests().insert(many(90));
    List<Settlement> ends =
        claim(90).stream()
            .map(
                c ->
                    new Settlement(
                        c.key().next(), Sample.done(), Notes.NONE, Duration.ZERO, Duration.ZERO))
            .toList();
    stores.runs().settle(ends);
    fixture.advance(Duration.ofMinutes(10));

    assertThat(clean(true, 1_000)).isEqualTo(90);
    assertThat(clean(false, 3)).isEqualTo(3);
    assertThat(clean(false, 1_000)).isEqualTo(87);
    assertThat(clean(false, 1_000)).isZero();
  }

  private int clean(boolean dryRun, int limit) {
    return stores
        .steering()
        .clean(new SteerStore.Sweep(Set.of(), Set.of(), Optional.empty(), false, dryRun, limit));
  }

  @Test
  void arguments_too_large_for_the_record_stand_apart_and_go_with_their_task() {
    byte[] large = new byte[5_000];
    TaskSpec spec = Sample.of(1).make().spec();
    NewTask task = Sample.of(1).make();
    NewTask big =
        new NewTask(
            new TaskSpec(
                spec.id(),
                spec.line(),
                spec.lane(),
                spec.priority(),
                spec.version(),
                Payload.of(large),
                spec.plan(),
                spec.options(),
                spec.name(),
                spec.owner(),
                spec.key(),
                spec.serialKey()),
            task.run(),
            task.due());
    stores.requests().insert(List.of(big));
    String body = partitions.base(spec.id()) + "d:" + Row.hex(spec.id());

    assertThat(Servers.single().exists(body)).isTrue();
    Claim claim = claimOne();
    assertThat(claim.spec()).isEqualTo(big.spec());
    settle(claim.key().next(), Sample.done(), Notes.NONE, Duration.ZERO);

    assertThat(Servers.single().exists(body)).isFalse();
  }

  private long expiry(int number) {
    return Servers.single()
        .pttl(partitions.base(Sample.id(number)) + "t:" + Row.hex(Sample.id(number)));
  }

  private static long minutes(int minutes) {
    return Duration.ofMinutes(minutes).toMillis();
  }

  @Test
  void tasks_that_finish_take_with_them_what_nobody_cleaned() {
    List<TaskId> ids = samePartition(4);
    for (TaskId id : ids.subList(0, 3)) {
      finish(id);
    }
    fixture.advance(Duration.ofMinutes(12));

    finish(ids.get(3));

    assertThat(ids.subList(0, 3).stream().filter(id -> stores.runs().standing(id).isPresent()))
        .hasSize(1);
    assertThat(stores.runs().standing(ids.get(3))).isPresent();
  }

  private void finish(TaskId id) {
    Sample sample = Sample.of((int) (id.value().getMostSignificantBits() >>> 16 & 0xffff));
    Claim claim = running(sample);
    settle(claim.key().next(), Sample.done(), Notes.NONE, Duration.ZERO);
  }

  private List<TaskId> samePartition(int count) {
    return IntStream.range(1, 1_000)
        .mapToObj(Sample::id)
        .filter(id -> partitions.of(id) == 3)
        .limit(count)
        .toList();
  }

  @Test
  void a_key_whose_requester_died_before_its_task_was_stored_serves_the_next() {
    insert(Sample.of(1).active("other"));
    Sample dead = Sample.of(2).active("key");
    Servers.single()
        .hset(
            "stint:key:key",
            Map.of("task", Row.hex(dead.id()), "scope", "ACTIVE", "confirmed", "0"));

    Inserted answer = ask(Sample.of(3).active("key"));

    assertThat(answer).isEqualTo(new Inserted(dead.id(), true, false));
    assertThat(standing(dead.id()).spec().arguments()).isEqualTo(Sample.of(3).arguments());
    assertThat(ask(dead)).isEqualTo(new Inserted(dead.id(), false, true));
    assertThat(ask(Sample.of(4).active("key"))).isEqualTo(new Inserted(dead.id(), false, true));
  }

  private Inserted ask(Sample sample) {
    return stores.requests().insert(List.of(sample.make())).get(0);
  }

  @Test
  void a_large_batch_of_settlements_lands_whole() {
    stores.requests().insert(many(3_000));
    var limits = List.of(new LineLimit(Sample.LINE, 3_000));
    var all = new ClaimRequest(new ClaimId(worker, 9), limits, lanes(), 3_000, 0, ANY_SIZE);
    List<Claim> claims = claimed(all).tasks();
    List<Settlement> ends =
        claims.stream()
            .map(
                c -> new Settlement(c.key().next(), Sample.done(), Notes.NONE, KEEP, Duration.ZERO))
            .toList();

    assertThat(stores.runs().settle(ends)).hasSize(3_000).containsOnly(WriteResult.APPLIED);
    assertThat(stores.queries().counts())
        .filteredOn(c -> c.status() == TaskStatus.SUCCEEDED)
        .extracting(c -> c.tasks())
        .satisfies(n -> assertThat(n.stream().mapToLong(Long::longValue).sum()).isEqualTo(3_000));
  }

  private static List<Lane> lanes() {
    return List.of(Lane.values());
  }

  @Test
  void another_number_of_partitions_is_refused_with_the_remedy() {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> RedisStores.over(Servers.single(), "stint", 8).prepare())
        .withMessage("this Redis keeps its tasks in 16 partitions, not 8; configure 16");
  }

  @Test
  void a_prefix_with_braces_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RedisStores.over(Servers.single(), "{stint}", 16));
  }

  @Test
  void a_server_that_is_not_there_is_a_passing_failure() {
    try (RedisClient nobody = RedisClient.create("127.0.0.1", FreePort.take())) {
      assertThatExceptionOfType(StoreException.class)
          .isThrownBy(() -> RedisStores.over(nobody).prepare())
          .matches(StoreException::isTransient);
      assertThatExceptionOfType(StoreException.class)
          .isThrownBy(() -> RedisStores.over(nobody).stores().runs().promote(9))
          .matches(StoreException::isTransient);
    }
  }
}
