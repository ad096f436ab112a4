package dev.stint.bootstrap.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stint.application.memory.InMemoryMutexes;
import dev.stint.bootstrap.Stint;
import dev.stint.bootstrap.process.StopHost.Place;
import dev.stint.jdbc.JdbcStores;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two processes on one PostgreSQL; one is stopped in the middle of atomic chunks and continued. */
class StoppedProcessTest {

  private static final int TASKS = 6;

  /** Slots that are not reserved: so many chunks are open when the process is stopped. */
  private static final int OPEN = 3;

  private static EmbeddedPostgres server;

  @TempDir Path dir;

  @BeforeAll
  static void start() throws IOException {
    server = EmbeddedPostgres.start();
    JdbcStores.postgresql(server.getPostgresDatabase(), StopHost.LEASE).migrate();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @BeforeEach
  void empty() throws SQLException {
    change("drop table if exists effect");
    change("create table effect (task text, item int, process bigint)");
    change("delete from stint_finished");
  }

  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void a_process_stopped_past_its_lease_changes_nothing_when_it_goes_on(Place place)
      throws Exception {
    Path gate = dir.resolve("gate");
    try (Child stopped = host(place, gate);
        Child other = host(Place.NONE, gate)) {
      stopped.hear("READY");
      other.hear("READY");
      // So that the tasks are the first one's: the other is back long before its lease is over.
      other.stop();
      request(TASKS);
      for (int i = 0; i < OPEN; i++) {
        stopped.hear("AT " + place);
      }
      stopped.stop();
      long began = System.nanoTime();
      Files.createFile(gate);
      other.goOn();

      await().atMost(Duration.ofSeconds(15)).until(() -> ask("select count(*) from stint_task") == 0);
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      assertThat(took).isLessThan(Duration.ofSeconds(15));
      assertThat(stopped.stopped()).isTrue();
      assertThat(effects()).isEqualTo(TASKS * StopHost.ITEMS);

      stopped.goOn();
      for (int i = 0; i < OPEN; i++) {
        stopped.hear("STALE walk");
      }
      System.out.printf("stopped %s: elsewhere after %d ms%n", place, took.toMillis());
      assertThat(effects()).isEqualTo(TASKS * StopHost.ITEMS);
      assertThat(ask("select count(distinct (task, item)) from effect"))
          .isEqualTo(TASKS * StopHost.ITEMS);
      assertThat(ask("select count(*) from stint_finished where status = 'SUCCEEDED'"))
          .isEqualTo(TASKS);
      worksOnUnderANewName(stopped, other);
    }
  }

  /** Each open chunk was refused once, nothing else was; and the process is of use again. */
  private static void worksOnUnderANewName(Child stopped, Child other) throws Exception {
    other.close();
    request(1);
    stopped.hear("SETTLED SUCCEEDED");
    assertThat(stopped.words()).contains("LEASE LOST");
    assertThat(stopped.words().stream().filter("STALE walk"::equals)).hasSize(OPEN);
  }

  private Child host(Place place, Path gate) throws IOException {
    String url = server.getJdbcUrl("postgres", "postgres");
    return Child.start(StopHost.class, url, place.name(), gate.toString());
  }

  private static void request(int tasks) {
    JdbcStores stores = JdbcStores.postgresql(server.getPostgresDatabase(), StopHost.LEASE);
    Stint stint =
        Stint.on(stores.stores(), new InMemoryMutexes(InstantSource.system()))
            .define(StopHost.definition())
            .build();
    for (int i = 0; i < tasks; i++) {
      stint.tasks().request(StopHost.TYPE.with("task " + i));
    }
  }

  private static long effects() throws SQLException {
    return ask("select count(*) from effect");
  }

  private static long ask(String sql) throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static void change(String sql) throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
