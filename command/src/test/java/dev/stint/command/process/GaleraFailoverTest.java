package dev.stint.command.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stint.command.store.OpenStore;
import dev.stint.command.store.StoreUrl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Galera cluster whose nodes take writes at the same time, and of which one dies under load. Only
 * where {@code -Dstint.mariadbd} and {@code -Dstint.galera} name an installation, as {@code
 * scripts/failover} does.
 */
class GaleraFailoverTest {

  private static final Duration LEASE = Duration.ofSeconds(6);

  @TempDir Path dir;

  @BeforeAll
  static void installed() {
    boolean installed = GaleraNodes.installed();
    if (!installed) {
      System.out.println("GaleraFailoverTest: not run; see scripts/failover");
    }
    assumeTrue(installed);
  }

  @Test
  void a_node_that_is_killed_loses_nothing() throws Exception {
    try (GaleraNodes nodes = new GaleraNodes(dir)) {
      nodes.execute(
          0,
          "create table stint.chaos_effect"
              + " (id bigint auto_increment primary key, task varchar(200) not null, item int not null)");
      Set<?> lost =
          new FailoverScene("galera-kill", dir, List.of(nodes.url(0, 1, 2), nodes.url(1, 2, 0)))
              .run(
                  Optional.of(nodes.url(1, 2, 0)),
                  load -> {
                    int conflicts = nodes.conflicts(0) + nodes.conflicts(1);
                    System.out.println("failover scene galera-kill: " + conflicts + " conflicts");
                    assertThat(conflicts).isPositive();
                    nodes.kill(0);
                    nodes.awaitSize(1, 2);
                    FailoverScene.Struck struck =
                        new FailoverScene.Struck(System.nanoTime(), Set.of());
                    nodes.restart(0);
                    return struck;
                  });
      assertThat(lost).isEmpty();
    }
  }

  @Test
  void nodes_that_write_at_once_leave_nobody_waiting() throws Exception {
    try (GaleraNodes nodes = new GaleraNodes(dir);
        OpenStore one = StoreUrl.of(nodes.spread(0, 1)).open(LEASE);
        OpenStore other = StoreUrl.of(nodes.spread(1, 2)).open(LEASE)) {
      one.migrate();
      nodes.awaitSize(1, 3);
      new GaleraContention(List.of(one, other), LEASE).mustBeOutlived();
      System.out.println(
          "scene galera-contention: " + (nodes.conflicts(0) + nodes.conflicts(1)) + " conflicts");
    }
  }
}
