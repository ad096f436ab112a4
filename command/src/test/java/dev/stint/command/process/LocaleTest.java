package dev.stint.command.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The locale of a host's JVM is nobody's business but its people's: no store is told of it. */
class LocaleTest {

  private static final String ARABIC = "ar-EG-u-nu-arab";

  @TempDir Path dir;

  private void works(String locale, String... urls) throws Exception {
    List<String> words = new ArrayList<>(List.of(locale));
    words.addAll(List.of(urls));
    try (WorkerProcess host =
        WorkerProcess.startMain(LocaleMain.class.getName(), dir, words.toArray(String[]::new))) {
      assertThat(host.exit()).as(() -> String.join("\n", host.said())).isZero();
      assertThat(host.said()).contains("all done");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tr-TR", "th-TH-u-ca-buddhist-nu-thai"})
  void on_sqlite(String locale) throws Exception {
    works(locale, "jdbc:sqlite:" + dir.resolve("locale.db"));
  }

  /** In one host, one store after another. */
  @Test
  void on_every_store() throws Exception {
    try (TestPostgres postgres = TestPostgres.start();
        MariadbProcess mariadb = MariadbProcess.start();
        RedisProcess redis = RedisProcess.start(dir, "appendonly no")) {
      works(
          ARABIC,
          "jdbc:sqlite:" + dir.resolve("locale.db"),
          "jdbc:h2:" + dir.resolve("locale"),
          postgres.getJdbcUrl("postgres", "postgres"),
          mariadb.url(),
          redis.url());
    }
  }
}
