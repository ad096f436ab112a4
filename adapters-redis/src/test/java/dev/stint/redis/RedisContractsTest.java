package dev.stint.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stint.application.contract.StoreContracts;
import dev.stint.application.contract.StoreFixture;
import dev.stint.application.contract.WakeupsContract;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Protocol;

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
}
