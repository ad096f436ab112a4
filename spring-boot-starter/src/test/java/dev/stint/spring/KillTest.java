package dev.stint.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import dev.stint.spring.Shop.Load;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} of a real application in the middle of a chunk, and its start again. */
class KillTest {

  private static final int ITEMS = 100;

  @TempDir Path dir;

  /** Stands still inside the chunk after item 20, with its first write done. */
  static final class Killed {
    public static void main(String[] properties) {
      Shop.closedAfter = 20;
      Running.start(Shop.class, properties);
    }
  }

  @Test
  void a_killed_application_goes_on_at_its_checkpoint() throws Exception {
    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.builder()
            // By itself it waits for ten seconds, which a busy machine may need to start a process.
            .setPGStartupWait(Duration.ofMinutes(3))
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .start()) {
      String[] properties = {
        "spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"),
        "spring.sql.init.mode=always",
        "spring.sql.init.schema-locations=classpath:shop.sql",
        "stint.lease=3s"
      };
      TaskId task = requested(properties);
      Process killed = started(properties);
      try {
        try (Running looking = Running.start(Shop.class, with(properties, "stint.run=false"))) {
          await()
              .atMost(Duration.ofSeconds(120))
              .until(() -> !killed.isAlive() || looking.count("loaded") >= 11);
          assertThat(killed.isAlive()).as(dir + " tells why it ended").isTrue();
        }
      } finally {
        killed.destroyForcibly().waitFor(60, TimeUnit.SECONDS);
      }

      Shop.failures.set(1);
      Shop.closedAfter = Integer.MAX_VALUE;
      try (Running shop = Running.start(Shop.class, properties)) {
        assertThat(shop.end(task)).isEqualTo(TaskStatus.SUCCEEDED);
        assertThat(shop.count("loaded")).isEqualTo(ITEMS);
        assertThat(shop.count("taken")).isEqualTo(ITEMS);
      }
    }
  }

  private static TaskId requested(String... properties) {
    try (Running shop = Running.start(Shop.class, with(properties, "stint.run=false"))) {
      return shop.tasks().request(Shop.LOAD.with(new Load(ITEMS))).id();
    }
  }

  private Process started(String... properties) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Killed.class.getName()));
    command.addAll(Stream.of(with(properties, "spring.main.keep-alive=true")).toList());
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(dir.resolve("killed.txt").toFile())
        .start();
  }

  private static String[] with(String[] properties, String more) {
    String[] all = Arrays.copyOf(properties, properties.length + 1);
    all[properties.length] = more;
    return all;
  }
}
