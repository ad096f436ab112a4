package dev.stint.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.stint.command.process.MariadbProcess;
import dev.stint.command.process.RedisProcess;
import dev.stint.command.process.TestMongo;
import dev.stint.command.process.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** Reading where nothing is says so, and leaves nothing behind; on every store. */
class LookingTest {

  private static final List<List<String>> READING =
      List.of(
          List.of("list"),
          List.of("show", UUID.randomUUID().toString()),
          List.of("check"),
          List.of("health"),
          List.of("monitor"),
          List.of("gates"),
          List.of("queues"),
          List.of("workers"),
          List.of("schedule", "list"),
          List.of("schedule", "next", "nightly"),
          List.of("clean", "--dry-run"),
          List.of("clean", "--preview"));

  @TempDir Path dir;

  private static void readsNothing(String store, String why) {
    for (List<String> words : READING) {
      Said said = Said.of(store, words.toArray(String[]::new));
      assertThat(said.exit()).as("%s: %s", words, said.all()).isEqualTo(Exit.STORE);
      assertThat(said.err())
          .as("%s", words)
          .startsWith("stint: the store cannot be used: ")
          .contains(why)
          .contains("stint migrate")
          .hasLineCount(1);
      assertThat(said.out()).as("%s", words).isEmpty();
    }
    assertThat(Said.of(store, "types").exit()).isZero();
  }

  /** Where nothing needs to be made first, reading finds nothing, and says why. */
  private static void findsNothing(String store, String why) {
    for (List<String> words : READING) {
      Said said = Said.of(store, words.toArray(String[]::new));
      assertThat(said.exit()).as("%s: %s", words, said.all()).isIn(Exit.OK, Exit.REFUSED);
      assertThat(said.err()).as("%s", words).startsWith("stint: ").contains(why);
    }
    assertThat(Said.of(store, "list").exit()).isZero();
    assertThat(Said.of(store, "health").exit()).isZero();
  }

  private static void readsOnceMigrated(String store) {
    assertThat(Said.of(store, "migrate").exit()).isZero();
    for (List<String> words : READING) {
      assertThat(Said.of(store, words.toArray(String[]::new)).exit())
          .as("%s", words)
          .isNotEqualTo(Exit.STORE);
    }
  }

  @Test
  void on_sqlite() throws Exception {
    String store = "jdbc:sqlite:" + dir.resolve("none.db");
    readsNothing(store, "there is no database");
    assertThat(files()).isEmpty();

    readsOnceMigrated(store);
  }

  @Test
  void on_a_sqlite_database_of_somebody_else() throws Exception {
    String store = "jdbc:sqlite:" + dir.resolve("theirs.db");
    try (Connection connection = DriverManager.getConnection(store);
        Statement statement = connection.createStatement()) {
      statement.execute("create table theirs (id integer)");
    }
    byte[] before = Files.readAllBytes(dir.resolve("theirs.db"));

    readsNothing(store, "has no Stint tables");

    assertThat(files()).containsExactly("theirs.db");
    assertThat(Files.readAllBytes(dir.resolve("theirs.db"))).isEqualTo(before);
  }

  private List<String> files() throws IOException {
    try (var files = Files.list(dir)) {
      return files.map(f -> String.valueOf(f.getFileName())).toList();
    }
  }

  @Test
  void on_postgresql() throws Exception {
    try (TestPostgres postgres = TestPostgres.start()) {
      String store = postgres.getJdbcUrl("postgres", "postgres");
      readsNothing(store, "no Stint tables");
      assertThat(tables(store, "public")).isEmpty();

      readsOnceMigrated(store);
    }
  }

  @Test
  void on_mariadb() throws Exception {
    try (MariadbProcess mariadb = MariadbProcess.start()) {
      String schema = mariadb.url().replaceFirst(".*/([^/?]+).*", "$1");
      readsNothing(mariadb.url(), "no Stint tables");
      assertThat(tables(mariadb.url(), schema)).isEmpty();

      readsOnceMigrated(mariadb.url());
    }
  }

  private static List<String> tables(String store, String schema) throws SQLException {
    List<String> names = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(store);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select table_name from information_schema.tables where table_schema = '"
                    + schema
                    + "'")) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  @Test
  void on_redis() throws Exception {
    try (RedisProcess redis = RedisProcess.start(dir);
        Jedis jedis = new Jedis(redis.node())) {
      findsNothing(redis.url(), "nothing in this Redis");
      assertThat(jedis.dbSize()).isZero();

      readsOnceMigrated(redis.url());
    }
  }

  @Test
  void on_mongodb() throws Exception {
    try (TestMongo mongo = TestMongo.standIn();
        MongoClient client = MongoClients.create(mongo.url("empty"))) {
      findsNothing(mongo.url("empty"), "no collections of Stint's");
      assertThat(client.getDatabase("empty").listCollectionNames()).isEmpty();

      readsOnceMigrated(mongo.url("empty"));
    }
  }

  @Test
  void a_new_database_is_for_its_owner_alone() throws Exception {
    org.junit.jupiter.api.Assumptions.assumeTrue(
        dir.getFileSystem().supportedFileAttributeViews().contains("posix"));
    String store = "jdbc:sqlite:" + dir.resolve("own.db");
    assertThat(Said.of(store, "migrate").exit()).isZero();
    try (Connection connection = DriverManager.getConnection(store);
        Statement statement = connection.createStatement()) {
      statement.execute("create table t (id integer)");
      assertThat(files()).contains("own.db", "own.db-wal", "own.db-shm");
      for (String file : files()) {
        assertThat(
                java.nio.file.attribute.PosixFilePermissions.toString(
                    Files.getPosixFilePermissions(dir.resolve(file))))
            .as(file)
            .isEqualTo("rw-------");
      }
    }
  }
}
