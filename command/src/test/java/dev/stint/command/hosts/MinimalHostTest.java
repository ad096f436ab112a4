package dev.stint.command.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.command.process.ChildJvm;
import dev.stint.command.process.MariadbProcess;
import dev.stint.command.process.RedisProcess;
import dev.stint.command.process.TestMongo;
import dev.stint.command.process.TestPostgres;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A host with the plain builder, one adapter and its driver, and no other jar, runs a task. */
class MinimalHostTest {

  private static final long AT_MOST = 8L << 20;

  @TempDir Path dir;

  @Test
  void a_host_on_sqlite_runs_a_task() throws Exception {
    run("sqlite", "jdbc:sqlite:" + dir.resolve("host.db"), "stint-adapters-jdbc", "sqlite-jdbc");
  }

  @Test
  void a_host_on_h2_runs_a_task() throws Exception {
    run("h2", "jdbc:h2:" + dir.resolve("host"), "stint-adapters-jdbc", "h2");
  }

  @Test
  void a_host_on_postgresql_runs_a_task() throws Exception {
    try (TestPostgres server = TestPostgres.start()) {
      String url = server.getJdbcUrl("postgres", "postgres");
      run("postgresql", url, "stint-adapters-jdbc", "flyway-database-postgresql", "postgresql");
    }
  }

  @Test
  void a_host_on_mariadb_runs_a_task() throws Exception {
    try (MariadbProcess server = MariadbProcess.start()) {
      run("mariadb", server.url(), "stint-adapters-jdbc", "flyway-mysql", "mariadb-java-client");
    }
  }

  @Test
  void a_host_on_mongodb_runs_a_task() throws Exception {
    try (TestMongo server = TestMongo.standIn()) {
      run("mongodb", server.url("minimal"), "stint-adapters-mongo");
    }
  }

  @Test
  void a_host_on_redis_runs_a_task() throws Exception {
    try (RedisProcess server = RedisProcess.start(dir)) {
      run("redis", server.url(), "stint-adapters-redis");
    }
  }

  /** The drivers of MongoDB and Redis come with their adapters, and are counted in. */
  @ParameterizedTest
  @ValueSource(strings = {"stint-adapters-jdbc", "stint-adapters-mongo", "stint-adapters-redis"})
  void the_builder_and_one_adapter_are_small(String adapter) {
    Jars jars = new Jars().with("stint-bootstrap", adapter);
    System.out.printf("%s: %,d bytes in %d jars%n", adapter, jars.bytes(), jars.names().size());
    assertThat(jars.bytes()).isLessThanOrEqualTo(AT_MOST);
  }

  @Test
  void the_builder_brings_what_it_uses_only() {
    assertThat(new Jars().with("stint-bootstrap", "stint-adapters-jdbc").names())
        .doesNotContain("guice", "guava", "micrometer-core", "jakarta.mail", "logback-classic")
        .doesNotContain("picocli", "progressbar", "HikariCP", "postgresql", "sqlite-jdbc")
        .doesNotContain("flyway-database-postgresql", "flyway-mysql");
  }

  private void run(String store, String url, String... artifacts) throws Exception {
    Jars jars = new Jars().with("stint-bootstrap").with(artifacts);
    String classPath =
        Stream.concat(Stream.of(host()), jars.paths().stream())
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    Process process =
        new ProcessBuilder(
                ChildJvm.command(classPath, MinimalHost.class.getName(), List.of(store, url)))
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).contains("hello world");
  }

  /** The host's own classes, apart from the tests'. */
  private Path host() throws IOException {
    String name = MinimalHost.class.getName().replace('.', '/');
    Path here = Path.of(MinimalHost.class.getResource("/" + name + ".class").getPath()).getParent();
    Path folder = Files.createDirectories(dir.resolve("classes/" + name).getParent());
    try (Stream<Path> classes = Files.list(here)) {
      List<Path> own =
          classes.filter(c -> c.getFileName().toString().matches("MinimalHost[$.].*")).toList();
      for (Path c : own) {
        Files.copy(c, folder.resolve(c.getFileName()));
      }
    }
    return dir.resolve("classes");
  }
}
