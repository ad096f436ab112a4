package dev.stint.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.patience.FreePort;
import dev.stint.command.process.RedisProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisClusterClient;

/** The command on one Redis server, and on a cluster. */
class RedisCommandTest {

  @TempDir static Path folder;

  @SuppressWarnings("NullAway.Init")
  private static RedisProcess redis;

  @TempDir Path dir;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private String url = "";

  @BeforeAll
  static void start() throws IOException {
    redis = RedisProcess.start(folder);
  }

  @AfterAll
  static void stop() throws IOException {
    redis.close();
  }

  @BeforeEach
  void empty() {
    url = redis.url();
    try (Jedis jedis = new Jedis(redis.node())) {
      jedis.flushAll();
    }
  }

  private int stint(String... words) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    CommandLine command = Main.commandLine(Display.ofProcess(), words);
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    List<String> all = new ArrayList<>(List.of(words));
    if (!all.contains("--store")) {
      all.addAll(List.of("--store", url));
    }
    return command.execute(all.toArray(String[]::new));
  }

  private String file(String name, String content) throws IOException {
    return Files.writeString(dir.resolve(name), content).toString();
  }

  private long rows(String table) {
    try (Jedis jedis = new Jedis(redis.node())) {
      return jedis.hlen("stint:import:{" + table + "}:rows");
    }
  }

  private String row(String table, int line) {
    try (Jedis jedis = new Jedis(redis.node())) {
      return jedis.hget("stint:import:{" + table + "}:rows", Integer.toString(line));
    }
  }

  @Test
  void an_import_loads_every_row_under_its_line_number() throws Exception {
    String file =
        file("pets.csv", "name,kind\nRex,dog\n\"Tom, the cat\",\"cat\nwith two lines\"\nIda,\n");

    assertThat(stint("import", file)).isZero();

    assertThat(rows("pets")).isEqualTo(3);
    assertThat(row("pets", 5)).isEqualTo("{\"name\":\"Ida\",\"kind\":\"\"}");
    assertThat(out.toString()).contains("\"rows\":3").contains("\"kind\":2");
  }

  @Test
  void broken_lines_are_set_aside_and_named() throws Exception {
    String file = file("bad.csv", "id,name\n1,one\n2,two,too many\n3,three\n");

    assertThat(stint("import", file)).isZero();

    assertThat(rows("bad")).isEqualTo(2);
    assertThat(out.toString()).contains("line 3: it has 3 columns, not 2");
  }

  @Test
  void a_table_that_holds_rows_needs_append_or_replace() throws Exception {
    String file = file("pets.csv", "name,kind\nRex,dog\n");
    assertThat(stint("import", file)).isZero();

    assertThat(stint("import", file)).isEqualTo(Exit.FAILED);
    assertThat(out.toString())
        .contains("table 'pets' holds rows already; say --append or --replace");
    assertThat(stint("import", file, "--append")).isZero();
    assertThat(rows("pets")).isEqualTo(2);
    assertThat(row("pets", 4)).contains("Rex");
    assertThat(stint("import", file, "--replace")).isZero();
    assertThat(rows("pets")).isOne();
    String other = file("other.csv", "name,colour\nRex,brown\n");
    assertThat(stint("import", other, "--into", "pets", "--append")).isEqualTo(Exit.FAILED);
    assertThat(out.toString()).contains("table 'pets' has no column colour");
    assertThat(stint("import", file, "--into", "a{b")).isEqualTo(Exit.FAILED);
    assertThat(out.toString()).contains("a table in Redis has no braces in its name");
  }

  @Test
  void a_table_that_an_unfinished_import_loads_is_refused_to_a_second_one() throws Exception {
    String lines =
        IntStream.rangeClosed(1, 60_000)
            .mapToObj(String::valueOf)
            .collect(Collectors.joining("\n", "id\n", "\n"));
    String arguments =
        "{\"file\":\"%s\",\"table\":\"t\",\"append\":true,\"replace\":false}"
            .formatted(file("first.csv", lines));
    assertThat(stint("request", "csv.import", "--args", arguments)).isZero();
    do {
      assertThat(stint("run", "--for", "150ms", "--stint", "1ms")).isEqualTo(Exit.WORK_LEFT);
    } while (rows("t") == 0);

    assertThat(stint("import", file("second.csv", "id\n1\n"), "--into", "t", "--append"))
        .isEqualTo(Exit.FAILED);
    assertThat(out.toString()).contains("table 't' is being loaded by task ");

    stint("run", "--until-done");
    assertThat(rows("t")).isEqualTo(60_000);
    assertThat(stint("import", file("second.csv", "id\n1\n"), "--into", "t", "--append")).isZero();
    assertThat(rows("t")).isEqualTo(60_001);
  }

  @Test
  void a_table_whose_loader_was_cancelled_is_free_to_the_next() throws Exception {
    String arguments =
        "{\"file\":\"%s\",\"table\":\"t\",\"append\":false,\"replace\":false}"
            .formatted(file("bad.csv", "id,name\n1\n2\n3\n"));
    assertThat(stint("request", "csv.import", "--args", arguments)).isZero();
    assertThat(stint("run", "--max-set-aside", "1")).isEqualTo(Exit.FAILED);

    assertThat(stint("import", file("good.csv", "id,name\n1,a\n"), "--into", "t")).isZero();

    assertThat(rows("t")).isOne();
  }

  @Test
  void a_cluster_is_a_store_like_any_other() throws Exception {
    List<RedisProcess> nodes = RedisProcess.cluster(dir);
    try {
      url =
          nodes.stream()
              .map(n -> n.node().toString())
              .collect(Collectors.joining(",", "redis-cluster://", ""));
      assertThat(stint("import", file("pets.csv", "name,kind\nRex,dog\nIda,cat\n"))).isZero();
      try (RedisClusterClient client = RedisClusterClient.create(nodes.get(0).node())) {
        assertThat(client.hlen("stint:import:{pets}:rows")).isEqualTo(2);
      }
      assertThat(stint("health")).isZero();
    } finally {
      for (RedisProcess node : nodes) {
        node.close();
      }
    }
  }

  @Test
  void mutexes_may_be_kept_elsewhere() {
    String tasks = "jdbc:sqlite:" + dir.resolve("tasks.db");

    assertThat(stint("run", "--exclusive", "--store", tasks, "--mutex", url)).isZero();

    try (Jedis jedis = new Jedis(redis.node())) {
      assertThat(jedis.keys("stint:mutex:*")).contains("stint:mutex:stint.run");
    }
    assertThat(stint("run", "--exclusive", "--mutex", tasks)).isZero();
  }

  @Test
  void nobody_there_is_one_sentence_and_the_exit_code_of_a_store() {
    String nobody = "127.0.0.1:" + FreePort.take();
    for (String scheme :
        List.of("redis://%s", "redis-cluster://%s", "redis-sentinel://%s/master")) {
      String url = scheme.formatted(nobody);
      assertThat(stint("list", "--store", url)).as(url).isEqualTo(Exit.STORE);
      assertThat(err.toString())
          .startsWith("stint: the store cannot be used: ")
          .contains(nobody)
          .hasLineCount(1);
      assertThat(stint("run", "--mutex", url)).as(url).isEqualTo(Exit.STORE);
    }
  }

  @Test
  void a_url_of_no_redis_is_wrong_usage() {
    for (String wrong :
        List.of(
            "redis://",
            "redis://host:port",
            "redis://user:secret@host:1/x",
            "redis://a:1,b:2",
            "redis-cluster://a:1,,b:2",
            "redis-cluster://a:1/3",
            "redis-sentinel://a:1,b:2",
            "redis-sentinel://a:1,b:2/",
            "redis-sentinel://a:1,,b:2/main",
            "redis-sentinel://user:secret@a:x/main",
            "redis-sentinel://a:1/main/3",
            "redis-sentinels://a:1/main",
            "redis:host")) {
      assertThat(stint("list", "--store", wrong)).as(wrong).isEqualTo(Exit.USAGE);
      assertThat(err.toString()).as(wrong).hasLineCount(1).doesNotContain("secret");
      assertThat(stint("run", "--mutex", wrong)).as(wrong).isEqualTo(Exit.USAGE);
    }
  }

  @Test
  void databases_of_one_server_are_apart() {
    assertThat(stint("request", "shell.exec", "--args", "{\"command\":[\"true\"]}")).isZero();
    assertThat(stint("list")).isZero();
    assertThat(out.toString()).contains("shell.exec");
    assertThat(stint("list", "--store", url + "/1")).isZero();
    assertThat(out.toString()).contains("no tasks");
  }

  @Test
  void health_says_what_can_be_lost() throws Exception {
    assertThat(stint("health")).isZero();
    assertThat(out.toString()).containsPattern("warnings +none");
    for (String[] setting :
        new String[][] {
          {"appendonly no", "no append-only file"},
          {"appendfsync everysec", "up to 2 s of writes"},
          {"appendfsync no", "some 30 s"},
          {"maxmemory-policy allkeys-lru", "tasks may be evicted"},
        }) {
      assertThat(warnings("appendonly yes", setting[0])).as(setting[0]).contains(setting[1]);
    }
  }

  private String warnings(String... settings) throws IOException {
    try (RedisProcess other = RedisProcess.start(Files.createTempDirectory(dir, "r"), settings)) {
      assertThat(stint("health", "--store", other.url())).isZero();
      return out.toString();
    }
  }

  @Test
  void a_replica_is_said_to_lag() throws Exception {
    String master = "replicaof " + redis.node().getHost() + " " + redis.node().getPort();
    try (RedisProcess replica =
        RedisProcess.start(Files.createTempDirectory(dir, "r"), "appendonly no", master)) {
      Awaitility.await()
          .untilAsserted(
              () -> {
                assertThat(stint("health", "--json")).isZero();
                assertThat(out.toString()).contains("a failover loses");
              });
    }
  }
}
