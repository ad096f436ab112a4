package dev.stint.command.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.operate.Schedule;
import dev.stint.application.spi.RegisterStore.Register;
import dev.stint.bootstrap.Stint;
import dev.stint.command.store.OpenStore;
import dev.stint.command.store.StoreUrl;
import dev.stint.domain.ScheduleName;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.LimitRecord;
import dev.stint.domain.task.TaskCount;
import dev.stint.domain.task.TaskFilter;
import dev.stint.domain.task.TaskRow;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
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
  private static final Duration PATIENCE = Duration.ofMinutes(5);
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
      Stint client = ChaosTypes.stint(store, none, server.atomic());
      client
          .schedules()
          .put(Schedule.every("ticking", Duration.ofSeconds(1), ChaosTypes.TICK.with("tick")));
      ChaosLoad load = new ChaosLoad(client, random.split());
      try (ChaosFaults faults = new ChaosFaults(server, dir, random.split())) {
        disturb(load, faults);
        client.schedules().remove(TICKING);
        awaitAllOver(client);
        assertThat(faults.ended()).as("workers that ended by themselves").isEmpty();
        System.out.printf(
            "chaos test on %s: seed %d, %d requests acknowledged, faults %s%n",
            server.url().substring(0, 12), SEED, load.acknowledged().size(), faults.done());
      }
      check(client, store, load, server);
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

  private static void awaitAllOver(Stint client) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (unfinished(client) > 0) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("unfinished after " + PATIENCE + ": " + stuck(client));
      }
      LockSupport.parkNanos(100_000_000);
    }
  }

  private static long unfinished(Stint client) {
    return client.ask().counts().stream()
        .filter(c -> !c.status().finished())
        .mapToLong(TaskCount::tasks)
        .sum();
  }

  private static List<String> stuck(Stint client) {
    return all(client).stream()
        .filter(r -> !r.standing().run().status().finished())
        .limit(5)
        .map(r -> r.standing().toString())
        .toList();
  }

  private void check(Stint client, OpenStore store, ChaosLoad load, ChaosServer server)
      throws Exception {
    List<TaskRow> rows = all(client);
    assertThat(rows)
        .allMatch(r -> r.standing().run().status() == TaskStatus.SUCCEEDED)
        .extracting(r -> r.standing().spec().id())
        .as("acknowledged tasks")
        .containsAll(load.acknowledged().keySet())
        .doesNotHaveDuplicates();
    Map<String, Long> began = ChaosBook.first(dir, ChaosBook.BEGAN);
    Map<String, Long> ended = ChaosBook.first(dir, ChaosBook.ENDED);
    load.after().forEach((second, first) -> assertOrder(first, second, began, ended));
    load.ofKey()
        .values()
        .forEach(
            names -> {
              for (int i = 1; i < names.size(); i++) {
                assertOrder(names.get(i - 1), names.get(i), began, ended);
              }
            });
    checkChildren(load, rows, ended, server.atomic());
    for (String walk : load.walks()) {
      for (int item = 0; item < ChaosTypes.ITEMS; item++) {
        assertThat(ended).containsKey(walk + " item " + item);
      }
    }
    if (server.atomic()) {
      assertThat(effects(server)).as("effects of atomic chunks").isEqualTo(wanted(load));
    }
    assertThat(store.stores().waits().owed(10, Duration.ofSeconds(5))).isEmpty();
    for (Register limit : store.stores().registers().all("permit")) {
      String text = new String(limit.content().bytes(), StandardCharsets.UTF_8);
      assertThat(LimitRecord.of(text).sum()).isLessThanOrEqualTo(ChaosTypes.LIMIT);
    }
  }

  /** The later one first began after a run of the earlier one came to its end. */
  private static void assertOrder(
      String earlier, String later, Map<String, Long> began, Map<String, Long> ended) {
    assertThat(ended).containsKey(earlier);
    assertThat(began).containsKey(later);
    assertThat(began.get(later))
        .as("'%s' began before '%s' was over", later, earlier)
        .isGreaterThan(ended.get(earlier));
  }

  /** Each child was stored once and ran. */
  private static void checkChildren(
      ChaosLoad load, List<TaskRow> rows, Map<String, Long> ended, boolean atomic) {
    Map<String, Integer> wanted = new TreeMap<>();
    for (String parent : load.parents()) {
      for (int i = 0; i < ChaosTypes.CHILDREN; i++) {
        wanted.put(parent + " child " + i, 1);
      }
    }
    for (String walk : atomic ? load.walks() : List.<String>of()) {
      for (int item = 0; item < ChaosTypes.ITEMS; item += ChaosTypes.ITEMS / 4) {
        wanted.put(walk + " child " + item, 1);
      }
    }
    Map<String, Integer> stored = new TreeMap<>();
    for (TaskRow row : rows) {
      if (row.standing().spec().line().type().equals(ChaosTypes.CHILD.name())) {
        stored.merge(text(row), 1, Integer::sum);
      }
    }
    assertThat(stored).as("children").isEqualTo(wanted);
    assertThat(ended.keySet()).containsAll(wanted.keySet());
  }

  private static String text(TaskRow row) {
    String json = new String(row.standing().spec().arguments().bytes(), StandardCharsets.UTF_8);
    return json.substring(1, json.length() - 1);
  }

  private static List<TaskRow> all(Stint client) {
    List<TaskRow> all = new ArrayList<>();
    Optional<TaskId> before = Optional.empty();
    List<TaskRow> page;
    do {
      TaskFilter newest = TaskFilter.newest(1_000);
      page = client.ask().list(before.map(newest::before).orElse(newest));
      all.addAll(page);
      before =
          page.isEmpty()
              ? Optional.empty()
              : Optional.of(page.get(page.size() - 1).standing().spec().id());
    } while (!page.isEmpty());
    return all;
  }

  private static Map<String, Integer> wanted(ChaosLoad load) {
    Map<String, Integer> wanted = new TreeMap<>();
    for (String walk : load.walks()) {
      for (int item = 0; item < ChaosTypes.ITEMS; item++) {
        wanted.put(walk + " " + item, 1);
      }
    }
    return wanted;
  }

  private static Map<String, Integer> effects(ChaosServer server) throws SQLException {
    Map<String, Integer> effects = new TreeMap<>();
    try (Connection connection = DriverManager.getConnection(server.url());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select task, item from chaos_effect")) {
      while (rows.next()) {
        effects.merge(rows.getString(1) + " " + rows.getInt(2), 1, Integer::sum);
      }
    }
    return effects;
  }

  private static void execute(ChaosServer server, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(server.url());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
