package dev.stint.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.contract.Contract;
import dev.stint.application.contract.Sample;
import dev.stint.application.contract.StoreFixture;
import dev.stint.application.spi.Checkpoint;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.Inserted;
import dev.stint.application.spi.Notes;
import dev.stint.application.spi.Settlement;
import dev.stint.application.spi.Stores;
import dev.stint.application.spi.WaitStore.Registered;
import dev.stint.application.spi.WaitStore.Wait;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.IdempotencyKey;
import dev.stint.domain.Message;
import dev.stint.domain.SerialKey;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.HeadPolicy;
import dev.stint.domain.task.HistoryRow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A task with a serial key is in the partition of that key, and is found by its id alone. */
class RedisPlacesTest extends Contract {

  private static final String KEY = "customer 7";

  private final Partitions partitions = new Partitions("stint", RedisStores.PARTITIONS);

  /** One that is elsewhere than its id says. */
  private final Sample sample = elsewhere().serial(KEY);

  private RedisFixture redis = RedisFixture.cluster();

  @Override
  protected StoreFixture open() {
    redis = RedisFixture.cluster();
    return redis;
  }

  private int place() {
    return partitions.of(new SerialKey(KEY));
  }

  private Sample elsewhere() {
    return IntStream.range(1, 100)
        .mapToObj(Sample::of)
        .filter(s -> partitions.of(s.id()) != place())
        .findFirst()
        .orElseThrow();
  }

  /** Stores of a process that has seen nothing yet. */
  private Stores another() {
    return redis.redis().on(() -> Long.toString(SortKeys.micros(now()))).stores();
  }

  @Test
  void it_is_where_its_key_is() {
    insert(sample);

    String key = partitions.base(place()) + "t:" + Row.hex(sample.id());
    assertThat(Servers.cluster().exists(key)).isTrue();
  }

  @Test
  void another_process_finds_it_by_its_id() {
    insert(sample.active("key"));

    assertThat(another().runs().standing(sample.id())).isPresent();
    assertThat(another().queries().find(sample.id())).isPresent();
    assertThat(another().runs().standing(Sample.id(900))).isEmpty();
    Stores asked = another();
    IdempotencyKey key = sample.active("key").key().orElseThrow();
    assertThat(asked.queries().byKey(key)).contains(sample.id());
    assertThat(asked.queries().find(sample.id())).isPresent();
  }

  @Test
  void another_process_writes_under_its_key() {
    Claim claim = running(sample);
    Notes half =
        new Notes(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(new Message(Message.Level.MILESTONE, "half")),
            List.of());
    Checkpoint checkpoint = new Checkpoint(claim.key().next(), Sample.at("here"), half);

    assertThat(another().runs().checkpoint(List.of(checkpoint)).get(0).landing())
        .isEqualTo(WriteResult.APPLIED);
    assertThat(another().queries().messages(sample.id())).hasSize(1);
    assertThat(another().runs().release(List.of(claim.key().next().next())))
        .containsExactly(WriteResult.APPLIED);
    Claim again = claimOne();
    Settlement retry = settlement(again, 2);
    assertThat(another().runs().settle(List.of(retry))).containsExactly(WriteResult.APPLIED);
    assertThat(another().queries().history(sample.id(), 9, 0)).hasSize(1);
    assertThat(another().runs().settle(List.of(retry))).containsExactly(WriteResult.APPLIED_BEFORE);
  }

  private static Settlement settlement(Claim claim, int history) {
    return new Settlement(
        claim.key().next(),
        Sample.retrying(Duration.ZERO),
        Notes.NONE,
        KEEP,
        Duration.ZERO,
        HeadPolicy.HOLD,
        history);
  }

  @Test
  void another_process_waits_for_it() {
    Claim claim = running(sample);
    Wait wait = new Wait(sample.id(), Sample.id(901), claim.key().fence());
    Wait other = new Wait(sample.id(), Sample.id(902), claim.key().fence());
    Wait nobody = new Wait(Sample.id(900), Sample.id(901), claim.key().fence());

    assertThat(another().waits().register(List.of(wait, nobody, other)))
        .containsExactly(Registered.WAITING, Registered.GONE, Registered.WAITING);
    assertThat(settle(claim.key().next(), Sample.done())).isEqualTo(WriteResult.applied(true));
    assertThat(another().waits().owedBy(List.of(Sample.id(900), sample.id()), 9))
        .containsExactlyInAnyOrder(wait, other);
    another().waits().clear(List.of(wait, nobody));
    assertThat(another().waits().owed(9, Duration.ZERO)).containsExactly(other);
  }

  @Test
  void only_this_many_records_of_its_stints_are_kept() {
    insert(sample);
    for (int i = 0; i < 4; i++) {
      Claim claim = claimOne();
      stores.runs().settle(List.of(settlement(claim, 2)));
      stores.runs().promote(9);
    }

    List<HistoryRow> rows = stores.queries().history(sample.id(), 9, 0);
    assertThat(rows).hasSize(2);
    assertThat(rows.get(0).worker()).contains(worker);
    stores.runs().settle(List.of(settlement(claimOne(), 0)));
    assertThat(stores.queries().history(sample.id(), 9, 0)).isEmpty();
  }

  @Test
  void of_two_serial_keys_under_one_idempotency_key_only_one_is_stored() {
    TaskId dead = sample.id();
    Sample late = sample.active("key");
    Sample next = Sample.of(901).serial("customer 8").active("key");
    Servers.cluster()
        .hset(
            "stint:key:key",
            Map.of(
                "task",
                Row.hex(dead),
                "scope",
                "ACTIVE",
                "confirmed",
                "0",
                "place",
                Integer.toString(place())));
    assertThat(partitions.of(new SerialKey("customer 8"))).isNotEqualTo(place());

    assertThat(ask(next)).isEqualTo(new Inserted(next.id(), true, false));
    assertThat(ask(late)).isEqualTo(new Inserted(next.id(), false, true));

    assertThat(stores.runs().standing(dead)).isEmpty();
    assertThat(another().queries().find(dead)).isEmpty();
    assertThat(ids(claim(9))).containsExactly(next.id());
    assertThat(standing(next.id()).run().status()).isEqualTo(TaskStatus.RUNNING);
  }

  private Inserted ask(Sample asked) {
    return stores.requests().insert(List.of(asked.make())).get(0);
  }
}
