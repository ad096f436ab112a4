package dev.stint.command.process;

import dev.stint.redis.RedisStores;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;

/** Redis, appendfsync always, killed under load. */
class RedisOutageTest {

  @TempDir Path dir;

  private static Outage.Seen seen(RedisClient client) {
    RedisStores redis = RedisStores.over(client).prepare();
    return new Outage.Seen(redis.stores(), redis.mutexes());
  }

  @Test
  void workers_outlive_a_server_that_goes_away_and_lose_nothing_that_was_acknowledged()
      throws Exception {
    try (RedisProcess server = RedisProcess.start(dir);
        RedisClient one = RedisClient.create(server.node());
        RedisClient other = RedisClient.create(server.node());
        RedisClient third = RedisClient.create(server.node())) {
      Outage.Server killed =
          new Outage.Server() {
            @Override
            public void kill() throws Exception {
              server.kill();
            }

            @Override
            public void restart() throws Exception {
              server.start();
            }
          };
      new Outage().mustBeOutlived(killed, seen(one), seen(other), seen(third));
    }
  }
}
