package dev.stint.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a host is told of H2 before it learns it from a killed process. */
class H2HealthTest {

  private static List<String> warnings(String url) {
    JdbcConnectionPool pool = JdbcConnectionPool.create(url, "", "");
    try {
      return JdbcStores.h2(pool).migrate().stores().queries().health().warnings();
    } finally {
      pool.dispose();
    }
  }

  @Test
  void a_file_may_lose_the_last_answers_and_says_so(@TempDir Path dir) {
    assertThat(warnings("jdbc:h2:" + dir.resolve("stint")))
        .singleElement()
        .asString()
        .startsWith("H2 in a file may lose the last of what it answered");
  }

  @Test
  void in_memory_nothing_is_promised_that_a_kill_could_break() {
    assertThat(warnings("jdbc:h2:mem:health;DB_CLOSE_DELAY=-1")).isEmpty();
  }
}
