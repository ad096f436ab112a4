package dev.stint.redis;

import java.util.List;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.params.MigrateParams;

/** Moves one slot of the cluster from master to master, in the steps of {@code redis-cli}. */
final class SlotMove {

  private static final int TIMEOUT_MILLIS = 20_000;

  private final int slot;
  private final int from;
  private final int to;

  SlotMove(int slot, int from, int to) {
    this.slot = slot;
    this.from = from;
    this.to = to;
  }

  SlotMove back() {
    return new SlotMove(slot, to, from);
  }

  /** Now the slot is on its way, and no key of it has moved. */
  void open() {
    try (Jedis source = Servers.master(from);
        Jedis target = Servers.master(to)) {
      target.clusterSetSlotImporting(slot, source.clusterMyId());
      source.clusterSetSlotMigrating(slot, target.clusterMyId());
    }
  }

  /** Moves at most this many keys; answers how many. */
  int migrate(int most) {
    try (Jedis source = Servers.master(from);
        Jedis target = Servers.master(to)) {
      List<String> keys = source.clusterGetKeysInSlot(slot, most);
      if (!keys.isEmpty()) {
        source.migrate(
            "127.0.0.1",
            target.getConnection().getHostAndPort().getPort(),
            TIMEOUT_MILLIS,
            MigrateParams.migrateParams(),
            keys.toArray(String[]::new));
      }
      return keys.size();
    }
  }

  /** Every key has moved: from now on the slot is the other master's. */
  void close() {
    try (Jedis target = Servers.master(to)) {
      String owner = target.clusterMyId();
      target.clusterSetSlotNode(slot, owner);
      Servers.onEachMaster(node -> node.clusterSetSlotNode(slot, owner));
    }
  }
}
