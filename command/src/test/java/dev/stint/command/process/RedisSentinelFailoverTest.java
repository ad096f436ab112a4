package dev.stint.command.process;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stint.domain.TaskId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Redis master that dies or hangs under load, and is replaced by Sentinels. Only where {@code
 * -Dstint.redis.server} names an installation, as {@code scripts/failover} does.
 */
class RedisSentinelFailoverTest {

  /** For which a master that hangs does so after another was made. */
  private static final Duration AWAY = Duration.ofSeconds(10);

  @TempDir Path dir;

  @BeforeAll
  static void installed() {
    boolean installed = !SentinelServers.PROGRAM.isEmpty();
    if (!installed) {
      System.out.println("RedisSentinelFailoverTest: not run; see scripts/failover");
    }
    assumeTrue(installed);
  }

  @Test
  void a_master_that_is_killed_loses_only_what_its_replica_never_got() throws Exception {
    try (SentinelServers servers = new SentinelServers(dir)) {
      new FailoverScene("redis-sentinel-kill", dir, servers.url())
          .run(
              Optional.empty(),
              load -> {
                Set<TaskId> kept = load.soFar();
                int master = servers.master();
                servers.replicated();
                servers.kill(master);
                return replaced(servers, master, load, kept);
              });
    }
  }

  @Test
  void a_master_that_hangs_loses_only_what_its_replica_never_got() throws Exception {
    try (SentinelServers servers = new SentinelServers(dir)) {
      new FailoverScene("redis-sentinel-hang", dir, servers.url())
          .run(
              Optional.empty(),
              load -> {
                Set<TaskId> kept = load.soFar();
                int master = servers.master();
                servers.replicated();
                servers.signal("STOP", master);
                FailoverScene.Struck struck = replaced(servers, master, load, kept);
                LockSupport.parkNanos(AWAY.toNanos());
                servers.signal("CONT", master);
                return struck;
              });
    }
  }

  private static FailoverScene.Struck replaced(
      SentinelServers servers, int master, ChaosLoad load, Set<TaskId> kept) {
    Set<TaskId> losable = new HashSet<>(load.soFar());
    losable.removeAll(kept);
    servers.awaitAnother(master);
    return new FailoverScene.Struck(System.nanoTime(), losable);
  }
}
