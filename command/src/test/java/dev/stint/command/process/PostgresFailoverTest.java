package dev.stint.command.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stint.domain.TaskId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A PostgreSQL that dies, hangs, or is replaced by its standby under load. Only where {@code
 * -Dstint.postgres.bin} names an installation, as {@code scripts/failover} does.
 */
class PostgresFailoverTest {

  static final String EFFECTS =
      "create table chaos_effect (task varchar(200) not null, item int not null)";

  /** Longer than a lease and than what follows. */
  private static final Duration AWAY = Duration.ofSeconds(15);

  /** For which all others declare a worker lost, and take over what it held. */
  private static final Duration LONG_AWAY = Duration.ofSeconds(20);

  /** Otherwise a minute, as the command sets it. */
  private static final String SILENCE = "&socketTimeout=5";

  /** What an asynchronous standby lags behind; by much less than half a lease. */
  private static final int LAG = 3;

  @TempDir Path dir;

  @BeforeAll
  static void installed() {
    boolean installed = !InstalledPostgres.BIN.isEmpty();
    if (!installed) {
      System.out.println("PostgresFailoverTest: not run; see scripts/failover");
    }
    assumeTrue(installed);
  }

  @Test
  void a_primary_that_is_killed_loses_nothing() throws Exception {
    try (InstalledPostgres server = InstalledPostgres.primary(dir)) {
      server.execute(EFFECTS);
      new FailoverScene("postgresql-kill", dir, server.url())
          .run(
              Optional.of(server.url()),
              load -> {
                server.kill();
                LockSupport.parkNanos(AWAY.toNanos());
                server.restart();
                return back(Set.of());
              });
    }
  }

  @Test
  void a_primary_that_hangs_loses_nothing() throws Exception {
    try (InstalledPostgres server = InstalledPostgres.primary(dir)) {
      server.execute(EFFECTS);
      new FailoverScene("postgresql-hang", dir, server.url() + SILENCE)
          .run(
              Optional.of(server.url()),
              load -> {
                server.pause();
                LockSupport.parkNanos(AWAY.toNanos());
                server.resume();
                return back(Set.of());
              });
    }
  }

  @Test
  void an_asynchronous_standby_that_is_promoted_lacks_only_what_it_never_got() throws Exception {
    try (InstalledPostgres primary = InstalledPostgres.primary(dir)) {
      primary.execute(EFFECTS);
      try (InstalledPostgres standby = primary.standby(dir)) {
        Set<TaskId> lost =
            new FailoverScene("postgresql-promote", dir, twoHosts(primary, standby))
                .run(
                    Optional.of(standby.url()),
                    load -> {
                      Set<TaskId> kept = load.soFar();
                      primary.replicatedTo(standby);
                      standby.stopFollowing();
                      int followed = load.soFar().size();
                      WorkerProcess.await("lag", () -> load.soFar().size() >= followed + LAG);
                      Set<TaskId> losable = new HashSet<>(load.soFar());
                      primary.kill();
                      losable.addAll(load.soFar());
                      losable.removeAll(kept);
                      standby.promote();
                      return back(losable);
                    });
        assertThat(lost).as("what the standby never got").isNotEmpty();
      }
    }
  }

  @Test
  void a_synchronous_standby_that_is_promoted_lacks_nothing() throws Exception {
    try (InstalledPostgres primary = InstalledPostgres.primary(dir)) {
      primary.execute(EFFECTS);
      try (InstalledPostgres standby = primary.standby(dir)) {
        primary.execute("alter system set synchronous_commit = 'remote_apply'");
        primary.execute("alter system set synchronous_standby_names = 'standby'");
        primary.ask("select pg_reload_conf()");
        new FailoverScene("postgresql-promote-synchronous", dir, twoHosts(primary, standby))
            .run(
                Optional.of(standby.url()),
                load -> {
                  primary.kill();
                  standby.promote();
                  return back(Set.of());
                });
      }
    }
  }

  @Test
  void a_worker_that_is_cut_off_comes_back_under_another_name() throws Exception {
    assumeTrue(CutNetwork.POSSIBLE);
    try (CutNetwork network = new CutNetwork();
        InstalledPostgres server = InstalledPostgres.primary(dir, "listen_addresses=*")) {
      server.admit(CutNetwork.ALL);
      server.execute(EFFECTS);
      String near = server.url() + SILENCE;
      String far = near.replace("127.0.0.1", CutNetwork.HERE);
      new FailoverScene("network-cut", dir, List.of(near, near, near, far), network.inside())
          .run(
              Optional.of(server.url()),
              load -> {
                network.cut();
                LockSupport.parkNanos(LONG_AWAY.toNanos());
                long others = ended(dir);
                WorkerProcess.await("work of the others", () -> ended(dir) > others);
                long own = endedBy(FailoverScene.lastBook(dir));
                network.mend();
                FailoverScene.Struck struck = back(Set.of());
                WorkerProcess.await(
                    "work of who was cut off", () -> endedBy(FailoverScene.lastBook(dir)) > own);
                Duration took = Duration.ofNanos(System.nanoTime() - struck.back());
                System.out.println("failover scene network-cut: it works again after " + took);
                assertThat(took).isLessThan(Duration.ofSeconds(15));
                return struck;
              });
    }
  }

  private static long ended(Path books) {
    try {
      return ChaosBook.all(books, ChaosBook.ENDED).size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long endedBy(Path book) {
    try (Stream<String> lines = Files.lines(book)) {
      return lines.filter(line -> line.contains(" " + ChaosBook.ENDED + " ")).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The command asks for the primary among them by itself. */
  private static String twoHosts(InstalledPostgres primary, InstalledPostgres standby) {
    return InstalledPostgres.url(primary.address() + "," + standby.address());
  }

  private static FailoverScene.Struck back(Set<TaskId> losable) {
    return new FailoverScene.Struck(System.nanoTime(), losable);
  }
}
