package dev.stint.redis;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.exceptions.JedisDataException;

/** What the servers, as they are set up, can lose of what they answered. */
final class Durability {

  private final Redis redis;

  Durability(Redis redis) {
    this.redis = redis;
  }

  /** One sentence a loss, each once however many masters have it. */
  List<String> warnings() {
    boolean cluster = redis.jedis() instanceof RedisClusterClient;
    int asked = cluster ? redis.partitions().count() : 1;
    Set<String> warnings = new LinkedHashSet<>();
    try {
      for (int p = 0; p < asked; p++) {
        warn(redis.partitions().base(p), warnings);
      }
    } catch (RuntimeException e) {
      throw Failures.of(e);
    }
    return List.copyOf(warnings);
  }

  private void warn(String key, Set<String> warnings) {
    Map<String, String> info = info(key);
    if (!"1".equals(info.get("aof_enabled"))) {
      warnings.add(
          "no append-only file: a crash loses every write since the last snapshot; set appendonly"
              + " yes");
    } else {
      warnings.addAll(fsync(key));
    }
    String policy = info.getOrDefault("maxmemory_policy", "noeviction");
    if (!policy.equals("noeviction")) {
      warnings.add(
          "maxmemory-policy %s: tasks may be evicted when memory is full; set noeviction"
              .formatted(policy));
    }
    if (!info.getOrDefault("connected_slaves", "0").equals("0")) {
      warnings.add("replicas: a failover loses the writes that had not reached the new master");
    }
  }

  private Map<String, String> info(String key) {
    return Args.text(redis.jedis().sendCommand(key, Command.INFO))
        .lines()
        .filter(line -> line.indexOf(':') > 0)
        .collect(
            Collectors.toMap(
                line -> line.substring(0, line.indexOf(':')),
                line -> line.substring(line.indexOf(':') + 1),
                (one, other) -> one));
  }

  private List<String> fsync(String key) {
    return switch (setting(key)) {
      case "always" -> List.of();
      case "everysec" ->
          List.of(
              "appendfsync everysec: a crash of the machine loses up to 2 s of writes; always loses"
                  + " none");
      case "" ->
          List.of(
              "appendfsync cannot be read: unless it is always, a crash of the machine loses writes");
      default ->
          List.of(
              "appendfsync no: a crash of the machine loses what it had not written, some 30 s; always"
                  + " loses none");
    };
  }

  /** Empty where a hosted server keeps its settings to itself. */
  private String setting(String key) {
    try {
      Object answer = redis.jedis().sendCommand(key, Command.CONFIG, "GET", "appendfsync");
      // By the connection's protocol a list of pairs, or names and values in turn.
      List<?> found = (List<?>) answer;
      if (found.isEmpty()) {
        return "";
      }
      Object last = found.get(found.size() - 1);
      return Args.text(last instanceof Map.Entry<?, ?> pair ? pair.getValue() : last);
    } catch (JedisDataException refused) {
      return "";
    }
  }
}
