package dev.stint.command.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The locale of a host's JVM is nobody's business but its people's: no store is told of it. */
class LocaleTest {

  private static final String ARABIC = "ar-EG-u-nu-arab";

  @TempDir Path dir;

  private void works(String locale, String url) throws Exception {
    try (WorkerProcess host =
        WorkerProcess.startMain(LocaleMain.class.getName(), dir, locale, url)) {
      assertThat(host.exit()).as(() -> String.join("\n", host.said())).isZero();
      assertThat(host.said()).contains("all done");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {ARABIC, "tr-TR", "th-TH-u-ca-buddhist-nu-thai"})
  void sqlite(String locale) throws Exception {
    works(locale, "jdbc:sqlite:" + dir.resolve("locale.db"));
  }

  @Test
  void h2() throws Exception {
    works(ARABIC, "jdbc:h2:" + dir.resolve("locale"));
  }

  @Test
  void postgresql() throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
      works(ARABIC, server.getJdbcUrl("postgres", "postgres"));
    }
  }

  @Test
  void mariadb() throws Exception {
    try (MariadbProcess server = MariadbProcess.start()) {
      works(ARABIC, server.url());
    }
  }

  @Test
  void redis() throws Exception {
    try (RedisProcess server = RedisProcess.start(dir, "appendonly no")) {
      works(ARABIC, server.url());
    }
  }
}
