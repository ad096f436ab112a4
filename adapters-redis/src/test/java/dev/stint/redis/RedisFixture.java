package dev.stint.redis;

import dev.stint.application.contract.StoreFixture;
import dev.stint.application.spi.Mutexes;
import dev.stint.application.spi.Stores;
import dev.stint.domain.TaskId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.UnifiedJedis;

/** A Redis on a stepped clock, emptied for each test. */
final class RedisFixture implements StoreFixture {

  private final AtomicLong micros = new AtomicLong(1_795_219_200_000_000L);
  private final UnifiedJedis jedis;
  private final RedisStores redis;
  private final Stores stores;

  RedisFixture(UnifiedJedis jedis) {
    this.jedis = jedis;
    this.redis = RedisStores.over(jedis).prepare().on(() -> Long.toString(micros.get()));
    this.stores = redis.stores();
  }

  /** On one server. */
  static RedisFixture single() {
    Servers.single().flushAll();
    return new RedisFixture(Servers.single());
  }

  /** On a cluster of three masters. */
  static RedisFixture cluster() {
    Servers.onEachMaster(Jedis::flushAll);
    return new RedisFixture(Servers.cluster());
  }

  @Override
  public Stores stores() {
    return stores;
  }

  @Override
  public Mutexes mutexes() {
    return redis.mutexes();
  }

  Listing listing(int mostSorted) {
    return new Listing(redis.redis(), mostSorted);
  }

  RedisStores redis() {
    return redis;
  }

  @Override
  public void writeAsOlder(TaskId finished) {
    String base = new Partitions("stint", RedisStores.PARTITIONS).base(finished);
    byte[] key = Args.bytes(base + "t:" + Row.hex(finished));
    String record = new String(jedis.get(key), StandardCharsets.ISO_8859_1);
    String older = record.replaceFirst("-?[0-9]+ [0-9]+$", "");
    jedis.set(key, older.getBytes(StandardCharsets.ISO_8859_1));
    if (record.charAt(0) == 'F') {
      byte[] row =
          new Packing()
              .number(Long.parseLong(record.substring(40, 56)))
              .text("FAILED")
              .number(0)
              .number(5_000)
              .number(0)
              .number(0)
              .done();
      String entry =
          record.substring(94, 110) + "\n" + new String(row, StandardCharsets.ISO_8859_1);
      jedis.lpush(
          Args.bytes(base + "h:" + Row.hex(finished)), entry.getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  @Override
  public void writeUnknown(TaskId task, Code code) {
    String base = new Partitions("stint", RedisStores.PARTITIONS).base(task);
    byte[] key = Args.bytes(base + "t:" + Row.hex(task));
    StoredRecord record = new StoredRecord(jedis.get(key));
    char before = record.status();
    switch (code) {
      case STATUS -> record.letter(0, 'Z');
      case PHASE -> record.letter(2, 'Z');
      case SIGNAL -> record.letter(3, 'Z');
      case LANE -> record.lane((byte) 7);
      case ENTRY -> record.run("WINDOW", "", "", "");
      case BLOCK -> record.run("EXECUTE", "", "MOON", "");
      case HELD_FROM -> record.run("EXECUTE", "FROZEN", "", "");
      case INTERRUPTION -> record.run("EXECUTE", "", "", "METEOR");
    }
    jedis.set(key, record.bytes());
    if (code == Code.LANE) {
      lane(base, Row.hex(task));
    }
    if (code == Code.STATUS) {
      jedis.hincrBy(base + "counts", "default\nsample\n1\n" + before, -1);
      jedis.hincrBy(base + "counts", "default\nsample\n1\nZ", 1);
    }
  }

  /** Where a build that knows lane 7 has its ready tasks, and counts them. */
  private void lane(String base, String task) {
    String ready = base + "r:default\nsample";
    for (String member : jedis.zrange(ready, 0, -1)) {
      if (member.endsWith(task)) {
        jedis.zrem(ready, member);
        jedis.zadd(ready, 0, "7" + member.substring(1));
        jedis.hincrBy(base + "counts", "default\nsample\n1\nP", -1);
        jedis.hincrBy(base + "counts", "default\nsample\n7\nP", 1);
      }
    }
  }

  @Override
  public Runnable copy() {
    Map<String, byte[]> copies = new HashMap<>();
    onEach(server -> server.keys("*").forEach(key -> copies.put(key, server.dump(key))));
    return () -> {
      onEach(Jedis::flushAll);
      copies.forEach((key, value) -> jedis.restore(key, 0, value));
    };
  }

  @Override
  public String everything() {
    StringBuilder all = new StringBuilder();
    onEach(
        server ->
            server
                .keys("*".getBytes(StandardCharsets.ISO_8859_1))
                .forEach(
                    key -> {
                      add(all, key);
                      values(server, key).forEach(value -> add(all, value));
                    }));
    return all.toString();
  }

  private static List<byte[]> values(Jedis server, byte[] key) {
    List<byte[]> values = new ArrayList<>();
    switch (server.type(new String(key, StandardCharsets.UTF_8))) {
      case "string" -> values.add(server.get(key));
      case "list" -> values.addAll(server.lrange(key, 0, -1));
      case "set" -> values.addAll(server.smembers(key));
      case "zset" -> values.addAll(server.zrange(key, 0, -1));
      case "hash" ->
          server
              .hgetAll(key)
              .forEach(
                  (field, value) -> {
                    values.add(field);
                    values.add(value);
                  });
      default ->
          throw new IllegalStateException(
              "another kind of value is at " + new String(key, StandardCharsets.UTF_8));
    }
    return values;
  }

  private static void add(StringBuilder all, byte[] bytes) {
    all.append(new String(bytes, StandardCharsets.ISO_8859_1)).append('\n');
  }

  private void onEach(Consumer<Jedis> work) {
    if (jedis instanceof RedisClusterClient) {
      Servers.onEachMaster(work);
    } else {
      Servers.onSingle(work);
    }
  }

  @Override
  public void advance(Duration step) {
    micros.addAndGet(SortKeys.micros(step));
  }

  @Override
  public void close() {}
}
