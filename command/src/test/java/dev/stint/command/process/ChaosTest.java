package dev.stint.command.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.operate.Schedule;
import dev.stint.bootstrap.Stint;
import dev.stint.command.store.OpenStore;
import dev.stint.command.store.StoreUrl;
import dev.stint.domain.ScheduleName;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three worker processes do mixed tasks while workers and servers are killed, processes stopped,
 * connections cut, held and their answers dropped. Then its own books are held against the store.
 * {@code -Dstint.faults=1000} for the full test, {@code -Dstint.seed=N} to repeat its choices.
 */
class ChaosTest {

  private static final int FAULTS = Integer.getInteger("stint.faults", 12);
  private static final long SEED = Long.getLong("stint.seed", System.nanoTime());
  private static final ScheduleName TICKING = new ScheduleName("ticking");

  private final SplittableRandom random = new SplittableRandom(SEED);

  @TempDir Path dir;

  @Test
  void nothing_is_lost_doubled_or_stuck_on_sqlite() throws Exception {
    try (ChaosServer server = ChaosServer.sqlite(dir)) {
      disturbAndCheck(server);
    }
  }

  @Test
  void nothing_is_lost_doubled_or_stuck_on_postgresql() throws Exception {
    try (ChaosServer server = ChaosServer.postgresql(dir)) {
      disturbAndCheck(server);
    }
  }

  @Test
  void nothing_is_lost_doubled_or_stuck_on_mariadb() throws Exception {
    try (ChaosServer server = ChaosServer.mariadb()) {
      disturbAndCheck(server);
    }
  }

  @Test
  void nothing_is_lost_doubled_or_stuck_on_redis() throws Exception {
    try (ChaosServer server = ChaosServer.redis(dir)) {
      disturbAndCheck(server);
    }
  }

  private void disturbAndCheck(ChaosServer server) throws Exception {
    System.out.printf("chaos test on %s: seed %d%n", server.url().substring(0, 12), SEED);
    try (OpenStore store = StoreUrl.of(server.url()).open(ChaosTypes.LEASE);
        ChaosBook none = ChaosBook.at(dir.resolve("client.book"))) {
      store.migrate();
      if (server.atomic()) {
        execute(
            server, "create table chaos_effect (task varchar(200) not null, item int not null)");
      }
      Stint client = ChaosTypes.stint(store, none, server.atomic(), ChaosTypes.LEASE);
      client
          .schedules()
          .put(Schedule.every("ticking", Duration.ofSeconds(1), ChaosTypes.TICK.with("tick")));
      ChaosLoad load = new ChaosLoad(client, random.split());
      Optional<String> effects = Optional.of(server.url()).filter(u -> server.atomic());
      ChaosAudit audit = new ChaosAudit(dir, client, store, load, effects);
      try (ChaosFaults faults = new ChaosFaults(server, dir, random.split())) {
        disturb(load, faults);
        client.schedules().remove(TICKING);
        audit.awaitAllOver();
        assertThat(faults.ended()).as("workers that ended by themselves").isEmpty();
        System.out.printf(
            "chaos test on %s: seed %d, %d requests acknowledged, faults %s%n",
            server.url().substring(0, 12), SEED, load.acknowledged().size(), faults.done());
      }
      audit.check(Set.of());
    }
  }

  private void disturb(ChaosLoad load, ChaosFaults faults) throws Exception {
    Thread requester = new Thread(load, "requester");
    requester.start();
    try {
      int struck = 0;
      while (struck < FAULTS) {
        LockSupport.parkNanos(Duration.ofMillis(random.nextLong(50, 600)).toNanos());
        struck += faults.strike() ? 1 : 0;
      }
      faults.calm();
    } finally {
      load.end();
      requester.join();
    }
  }

  private static void execute(ChaosServer server, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(server.url());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
