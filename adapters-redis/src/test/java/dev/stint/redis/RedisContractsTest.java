package dev.stint.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stint.application.contract.Sample;
import dev.stint.application.contract.StoreContracts;
import dev.stint.application.contract.StoreFixture;
import dev.stint.application.contract.WakeupsContract;
import dev.stint.domain.Line;
import dev.stint.domain.QueueName;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.providers.PooledConnectionProvider;

/** Every contract of Redis, on one server. */
class RedisContractsTest extends StoreContracts {

  @Override
  protected StoreFixture store() {
    return RedisFixture.single();
  }

  @Nested
  @Tag("Wakeups")
  class Wakeups extends WakeupsContract {
    @Override
    protected dev.stint.application.spi.Wakeups open() {
      return new RedisWakeups(Servers.single(), "stint");
    }

    @Test
    void a_process_hears_its_own_hints_while_the_server_does_not_answer() throws Exception {
      CountDownLatch over = new CountDownLatch(1);
      Set<Line> heard = ConcurrentHashMap.newKeySet();
      try (UnifiedJedis silent = new SilentServer(over);
          RedisWakeups here = new RedisWakeups(silent, "stint");
          AutoCloseable listening = here.subscribe(heard::add)) {
        for (int i = 0; i < 3; i++) {
          Line line = new Line(new QueueName("own-" + i), Sample.TYPE);
          here.publish(List.of(line));
          await().atMost(soon()).until(() -> heard.contains(line));
        }
        assertThat(listening).isNotNull();
      } finally {
        over.countDown();
      }
    }

    @Test
    void who_begins_to_hear_is_told_to_look_and_told_again_after_its_connection_broke()
        throws Exception {
      AtomicInteger told = new AtomicInteger();
      try (RedisWakeups here = new RedisWakeups(Servers.single(), "stint");
          AutoCloseable listening = here.subscribe(line -> {}, told::incrementAndGet)) {
        await().atMost(Duration.ofSeconds(30)).until(() -> told.get() == 1);

        Servers.single().sendCommand(Protocol.Command.CLIENT, "KILL", "TYPE", "pubsub");

        await().atMost(Duration.ofSeconds(30)).until(() -> told.get() > 1);
        assertThat(listening).isNotNull();
      }
    }
  }

  /** Answers once it is over. */
  private static final class SilentServer extends UnifiedJedis {

    private final CountDownLatch over;

    SilentServer(CountDownLatch over) {
      super(new PooledConnectionProvider(new HostAndPort("127.0.0.1", 1)), RedisProtocol.RESP3);
      this.over = over;
    }

    @Override
    public long publish(String channel, String message) {
      return silence();
    }

    @Override
    public void subscribe(JedisPubSub listener, String... channels) {
      silence();
    }

    private long silence() {
      try {
        over.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return 0;
    }
  }
}
