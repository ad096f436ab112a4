package dev.stint.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.stint.application.contract.Sample;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.ClaimId;
import dev.stint.application.spi.ClaimRequest;
import dev.stint.application.spi.LineLimit;
import dev.stint.application.spi.Notes;
import dev.stint.application.spi.Settlement;
import dev.stint.application.spi.StoreException;
import dev.stint.application.spi.Stores;
import dev.stint.application.spi.WorkerRow;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.Lane;
import dev.stint.domain.life.TaskStatus;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;

/** A server that is killed and comes back has kept every answered write. */
class RedisRestartTest {

  private static final int TASKS = 300;

  @Test
  void what_was_answered_survives_kill_9_and_the_same_client_goes_on() throws Exception {
    Servers.Restartable server = new Servers.Restartable();
    server.start();
    try (RedisClient client = RedisClient.create("127.0.0.1", server.port())) {
      Stores stores = RedisStores.over(client).prepare().stores();
      stores
          .workers()
          .register(
              new WorkerRow(Sample.worker(1), "test", Duration.ofHours(1), Set.of(Sample.TYPE)));
      stores
          .requests()
          .insert(IntStream.rangeClosed(1, TASKS).mapToObj(i -> Sample.of(i).make()).toList());
      List<Claim> claims = claim(stores, 1);
      assertThat(settle(stores, claims.subList(0, 50))).containsOnly(WriteResult.APPLIED);

      server.kill();
      assertThatExceptionOfType(StoreException.class)
          .isThrownBy(() -> claim(stores, 2))
          .matches(StoreException::isTransient);
      server.start();

      assertThat(settle(stores, claims.subList(0, 50))).containsOnly(WriteResult.APPLIED_BEFORE);
      assertThat(settle(stores, claims.subList(50, 100))).containsOnly(WriteResult.APPLIED);
      assertThat(claim(stores, 3)).hasSize(100).doesNotContainAnyElementsOf(claims);
      assertThat(stores.queries().counts())
          .extracting(c -> c.status() + " " + c.tasks())
          .containsExactlyInAnyOrder(
              TaskStatus.SUCCEEDED + " 100",
              TaskStatus.RUNNING + " 100",
              TaskStatus.PENDING + " 100");
    } finally {
      server.kill();
    }
  }

  private static List<Claim> claim(Stores stores, int number) {
    return stores
        .runs()
        .claim(
            new ClaimRequest(
                new ClaimId(Sample.worker(1), number),
                List.of(new LineLimit(Sample.LINE, 100)),
                List.of(Lane.values()),
                100,
                0,
                8L << 20))
        .tasks();
  }

  private static List<WriteResult> settle(Stores stores, List<Claim> claims) {
    return stores
        .runs()
        .settle(
            claims.stream()
                .map(
                    c ->
                        new Settlement(
                            c.key().next(),
                            Sample.done(),
                            Notes.NONE,
                            Duration.ofDays(1),
                            Duration.ZERO))
                .toList());
  }
}
