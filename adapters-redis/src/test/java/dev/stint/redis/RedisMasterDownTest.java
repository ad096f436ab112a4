package dev.stint.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.contract.Contract;
import dev.stint.application.contract.Sample;
import dev.stint.application.contract.StoreFixture;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.ClaimRequest;
import dev.stint.application.spi.Notes;
import dev.stint.application.spi.Settlement;
import dev.stint.application.spi.StoreException;
import dev.stint.domain.TaskId;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClusterClient;

/** A master of a cluster with replicas is gone under load; a replica takes its slots over. */
class RedisMasterDownTest extends Contract {

  private static final int TASKS = 240;
  private static final int BATCH = 24;
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final Servers.Replicated cluster = new Servers.Replicated();
  private final RedisClusterClient client = RedisClusterClient.create(Set.copyOf(cluster.nodes()));

  private int refused;

  @AfterEach
  void stop() {
    client.close();
    cluster.stop();
  }

  @Override
  protected StoreFixture open() {
    return new RedisFixture(client);
  }

  @Test
  void a_master_that_is_killed_stops_nobody_and_loses_nothing_that_was_replicated() {
    goesOn("killed", cluster::killMaster);
  }

  @Test
  void a_master_that_hangs_stops_nobody_and_loses_nothing_that_was_replicated() throws Exception {
    AtomicReference<AutoCloseable> paused = new AtomicReference<>(() -> {});
    try {
      goesOn("paused", () -> paused.set(cluster.pauseMaster()));
    } finally {
      paused.get().close();
    }
  }

  private void goesOn(String how, Runnable loseMaster) {
    Set<TaskId> stored = new HashSet<>();
    stored.addAll(request(1));
    Map<TaskId, Integer> ended = new HashMap<>();
    assertThat(work(ended)).isPositive();
    cluster.replicated();

    loseMaster.run();
    long killed = System.nanoTime();
    stored.addAll(insistently(() -> request(TASKS + 1)));
    Duration away = Duration.ofNanos(System.nanoTime() - killed);
    while (ended.size() < stored.size() && System.nanoTime() - killed < PATIENCE.toNanos()) {
      insistently(() -> work(ended));
    }

    System.out.printf(
        "a master was %s: requests stored again after %d ms, %d calls refused, %d of %d done%n",
        how, away.toMillis(), refused, ended.size(), stored.size());
    assertThat(refused).isPositive();
    assertThat(ended.keySet()).isEqualTo(stored);
    assertThat(ended.values()).as("claims of one task").containsOnly(1);
  }

  /** As the engine does it: what is refused in passing is asked again. */
  private <T> T insistently(Supplier<T> call) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return call.get();
      } catch (StoreException e) {
        assertThat(e.isTransient()).as(e.getMessage()).isTrue();
        assertThat(System.nanoTime()).as("the last refusal: " + e).isLessThan(end);
        refused++;
      }
    }
  }

  private List<TaskId> request(int from) {
    List<Sample> samples = IntStream.range(from, from + TASKS).mapToObj(Sample::of).toList();
    for (int i = 0; i < TASKS; i += BATCH) {
      stores.requests().insert(samples.subList(i, i + BATCH).stream().map(Sample::make).toList());
    }
    return samples.stream().map(Sample::id).toList();
  }

  /** Claims some and ends them; answers how many. What was claimed unheard is asked for. */
  private int work(Map<TaskId, Integer> ended) {
    ClaimRequest request = asking(BATCH, 0, Sample.LINE);
    List<Claim> claims = claims(request);
    List<Settlement> ends =
        claims.stream()
            .map(
                c ->
                    new Settlement(
                        c.key().next(), Sample.done(), Notes.NONE, KEEP, Duration.ofMillis(1)))
            .toList();
    insistently(() -> stores.runs().settle(ends));
    claims.forEach(c -> ended.merge(c.spec().id(), 1, Integer::sum));
    return claims.size();
  }

  private List<Claim> claims(ClaimRequest request) {
    try {
      return stores.runs().claim(request).tasks();
    } catch (StoreException e) {
      assertThat(e.isTransient()).as(e.getMessage()).isTrue();
      refused++;
      return insistently(() -> stores.runs().claimed(request.id()));
    }
  }
}
