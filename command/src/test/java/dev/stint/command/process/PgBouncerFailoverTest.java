package dev.stint.command.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * PgBouncer in transaction mode that dies, or whose server does, under load. Only where {@code
 * -Dstint.pgbouncer} and {@code -Dstint.postgres.bin} name installations, as {@code
 * scripts/failover} does.
 */
class PgBouncerFailoverTest {

  /** Longer than a lease and than what follows. */
  private static final Duration AWAY = Duration.ofSeconds(15);

  @TempDir Path dir;

  @BeforeAll
  static void installed() {
    boolean installed = !InstalledPgBouncer.PROGRAM.isEmpty() && !InstalledPostgres.BIN.isEmpty();
    if (!installed) {
      System.out.println("PgBouncerFailoverTest: not run; see scripts/failover");
    }
    assumeTrue(installed);
  }

  @Test
  void a_pooler_that_is_killed_loses_nothing() throws Exception {
    outlived(
        "pgbouncer-kill", (server, pooler) -> pooler.kill(), (server, pooler) -> pooler.restart());
  }

  @Test
  void a_server_that_is_killed_behind_its_pooler_loses_nothing() throws Exception {
    outlived(
        "pgbouncer-server-kill",
        (server, pooler) -> server.kill(),
        (server, pooler) -> server.restart());
  }

  private interface Deed {
    void on(InstalledPostgres server, InstalledPgBouncer pooler) throws Exception;
  }

  private void outlived(String scene, Deed away, Deed back) throws Exception {
    try (InstalledPostgres server = InstalledPostgres.primary(dir);
        InstalledPgBouncer pooler = InstalledPgBouncer.before(server, dir)) {
      server.execute(PostgresFailoverTest.EFFECTS);
      Set<?> lost =
          new FailoverScene(scene, dir, pooler.url())
              .run(
                  Optional.of(server.url()),
                  load -> {
                    away.on(server, pooler);
                    LockSupport.parkNanos(AWAY.toNanos());
                    back.on(server, pooler);
                    return new FailoverScene.Struck(System.nanoTime(), Set.of());
                  });
      assertThat(lost).isEmpty();
    }
  }
}
