package dev.stint.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.stint.application.contract.RefusedWriteContract;
import dev.stint.application.contract.Sample;
import dev.stint.application.contract.StoreFixture;
import dev.stint.application.spi.StoreException;
import dev.stint.domain.Fence;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;

/** A Redis 6.2, which hides what stopped a script in the sentence of its reply. */
class RedisRefusedWriteTest extends RefusedWriteContract {

  private static final Servers.Restartable SERVER = new Servers.Restartable();
  private static final String HOST = "127.0.0.1";

  private static RedisClient client = RedisClient.create(HOST, SERVER.port());

  @BeforeAll
  static void start() {
    SERVER.start();
  }

  @AfterAll
  static void stop() {
    client.close();
    SERVER.kill();
  }

  @Override
  protected StoreFixture open() {
    client.flushAll();
    return new RedisFixture(client);
  }

  @Override
  protected Map<String, Refusal> refusals() {
    Map<String, Refusal> refusals = new LinkedHashMap<>();
    refusals.put("OOM", () -> setting("maxmemory", "1", "0"));
    refusals.put("NOREPLICAS", () -> setting("min-replicas-to-write", "1", "0"));
    refusals.put("READONLY", () -> replica("yes"));
    refusals.put("MASTERDOWN", () -> replica("no"));
    refusals.put("MISCONF", RedisRefusedWriteTest::failedSave);
    refusals.put("BUSY", RedisRefusedWriteTest::busy);
    return refusals;
  }

  private static AutoCloseable setting(String name, String refusing, String usual) {
    command("CONFIG", "SET", name, refusing);
    return () -> command("CONFIG", "SET", name, usual);
  }

  /** Of a master that is not there. */
  private static AutoCloseable replica(String serveStaleData) {
    command("CONFIG", "SET", "replica-serve-stale-data", serveStaleData);
    command("REPLICAOF", HOST, "1");
    return () -> {
      command("REPLICAOF", "NO", "ONE");
      command("CONFIG", "SET", "replica-serve-stale-data", "yes");
    };
  }

  /** Its folder takes no files. */
  private static AutoCloseable failedSave() {
    String folder = client.configGet("dir").get("dir");
    command("CONFIG", "SET", "dir", "/proc");
    command("CONFIG", "SET", "save", "3600 1");
    saved("err");
    return () -> {
      command("CONFIG", "SET", "dir", folder);
      saved("ok");
      command("CONFIG", "SET", "save", "");
    };
  }

  private static void saved(String status) {
    command("BGSAVE");
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> client.info("persistence").contains("rdb_last_bgsave_status:" + status));
  }

  /** In a script of somebody else's that does not end. */
  private static AutoCloseable busy() {
    command("CONFIG", "SET", "lua-time-limit", "1");
    Thread script = new Thread(() -> command("EVAL", "while true do end", "0"), "endless-script");
    script.start();
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(RedisRefusedWriteTest::isBusy);
    return () -> {
      command("SCRIPT", "KILL");
      script.join();
    };
  }

  private static boolean isBusy() {
    try (Jedis jedis = new Jedis(HOST, SERVER.port())) {
      jedis.ping();
      return false;
    } catch (JedisException busy) {
      return true;
    }
  }

  private static void command(String name, String... arguments) {
    try (Jedis jedis = new Jedis(HOST, SERVER.port(), 60_000)) {
      jedis.sendCommand(Protocol.Command.valueOf(name), arguments);
    } catch (JedisException killed) {
      assertThat(name).isEqualTo("EVAL");
    }
  }

  @Test
  void a_mutex_and_a_table_are_refused_for_a_time_too() throws Exception {
    RedisStores redis = RedisStores.over(client).prepare();
    RedisTables.Held held = new RedisTables.Held("people", Sample.id(1), new Fence(1));
    RedisTables tables = redis.tables();
    try (AutoCloseable full = setting("maxmemory", "1", "0")) {
      passes(() -> redis.mutexes().tryAcquire("nightly", LEASE));
      passes(() -> tables.take(held, RedisTables.Fill.NEW, "name", Optional.empty()));
    }

    assertThat(redis.mutexes().tryAcquire("nightly", LEASE)).isPresent();
    assertThat(tables.take(held, RedisTables.Fill.NEW, "name", Optional.empty()).answer())
        .isEqualTo(RedisTables.Answer.TAKEN);
    try (AutoCloseable full = setting("maxmemory", "1", "0")) {
      passes(() -> tables.write(held, Map.of(1L, "Ada")));
    }
    assertThat(tables.write(held, Map.of(1L, "Ada"))).isTrue();
  }

  private static void passes(Runnable write) {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(write::run)
        .matches(StoreException::isTransient);
  }
}
