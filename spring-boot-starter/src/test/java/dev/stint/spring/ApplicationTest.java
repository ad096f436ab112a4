package dev.stint.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.application.api.operate.AskTasks;
import dev.stint.domain.IdempotencyKey;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import dev.stint.spring.Shop.Load;
import dev.stint.spring.Shop.Ship;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An application on each kind of database, with nothing said but its URL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApplicationTest {

  @TempDir static Path dir;

  private EmbeddedPostgres postgres;
  private int databases;

  @BeforeAll
  void startServer() throws IOException {
    // By itself it waits for ten seconds, which a busy machine may need to start a process.
    postgres = EmbeddedPostgres.builder().setPGStartupWait(Duration.ofMinutes(3)).start();
  }

  @AfterAll
  void stopServer() throws IOException {
    postgres.close();
  }

  @BeforeEach
  void asItBegins() {
    Shop.closedAfter = Integer.MAX_VALUE;
    Shop.failures.set(0);
  }

  Stream<String> urls() throws Exception {
    databases++;
    try (var connection = postgres.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("create database shop" + databases);
    }
    return Stream.of(
        postgres.getJdbcUrl("postgres", "shop" + databases),
        "jdbc:h2:mem:shop" + databases + ";DB_CLOSE_DELAY=-1",
        "jdbc:sqlite:" + dir.resolve("shop" + databases + ".db"));
  }

  private static Running start(String url) {
    return Running.start(
        Shop.class,
        "spring.datasource.url=" + url,
        "spring.sql.init.mode=always",
        "spring.sql.init.schema-locations=classpath:shop.sql");
  }

  @ParameterizedTest
  @MethodSource("urls")
  void a_task_that_is_a_bean_runs(String url) {
    try (Running shop = start(url)) {
      TaskId task = shop.tasks().request(Shop.SHIP.with(new Ship(1))).id();

      assertThat(shop.end(task)).isEqualTo(TaskStatus.SUCCEEDED);
      assertThat(shop.count("shipped")).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @MethodSource("urls")
  void methods_of_one_type_are_its_actions_in_order(String url) {
    try (Running shop = start(url)) {
      TaskId task = shop.tasks().request(Shop.PACK.with(new Ship(3))).id();

      assertThat(shop.end(task)).isEqualTo(TaskStatus.SUCCEEDED);
      assertThat(shop.count("placed")).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @MethodSource("urls")
  void a_request_commits_and_rolls_back_with_its_transaction(String url) {
    try (Running shop = start(url)) {
      Shop.Orders orders = shop.bean(Shop.Orders.class);

      assertThatThrownBy(() -> orders.place(1, true)).hasMessage("refused");
      TaskId kept = orders.place(2, false);

      assertThat(shop.end(kept)).isEqualTo(TaskStatus.SUCCEEDED);
      AskTasks ask = shop.bean(AskTasks.class);
      assertThat(ask.byKey("ship-1", IdempotencyKey.Scope.ALWAYS)).isEmpty();
      assertThat(ask.byKey("ship-1", IdempotencyKey.Scope.ACTIVE)).isEmpty();
      assertThat(shop.count("placed")).isEqualTo(1);
      assertThat(shop.count("shipped")).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @MethodSource("urls")
  void what_an_atomic_chunk_writes_by_spring_commits_and_rolls_back_with_it(String url) {
    try (Running shop = start(url)) {
      TaskId task = shop.tasks().request(Shop.LOAD.with(new Load(40))).id();

      assertThat(shop.end(task)).isEqualTo(TaskStatus.SUCCEEDED);
      assertThat(Shop.failures.get()).isGreaterThan(1);
      assertThat(shop.count("loaded")).isEqualTo(40);
      assertThat(shop.count("taken")).isEqualTo(40);
      shop.until("shipped", 1);
    }
  }

  @ParameterizedTest
  @MethodSource("urls")
  void a_restarted_application_goes_on_where_it_stopped(String url) {
    Shop.closedAfter = 20;
    TaskId task;
    try (Running shop = start(url)) {
      task = shop.tasks().request(Shop.LOAD.with(new Load(200))).id();
      shop.until("loaded", 11);
    }

    Shop.closedAfter = Integer.MAX_VALUE;
    try (Running shop = start(url)) {
      assertThat(shop.end(task)).isEqualTo(TaskStatus.SUCCEEDED);
      assertThat(shop.count("loaded")).isEqualTo(200);
    }
  }
}
