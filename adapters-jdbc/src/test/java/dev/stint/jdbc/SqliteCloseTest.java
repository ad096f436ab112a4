package dev.stint.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.application.spi.StoreException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteCloseTest {

  @TempDir Path folder;

  @Test
  void closing_waits_for_the_write_that_is_under_way() throws Exception {
    String url = "jdbc:sqlite:" + folder.resolve("stint.db");
    JdbcStores.sqlite(url).migrate().close();
    SqliteDatabase database = new SqliteDatabase(SqliteDatabase.dataSource(url));
    CountDownLatch writing = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    CompletableFuture<Integer> write =
        CompletableFuture.supplyAsync(
            () ->
                database.change(
                    handle -> {
                      writing.countDown();
                      assertThat(go.await(1, TimeUnit.MINUTES)).isTrue();
                      return handle.execute("insert into stint_mutex values ('m', 1, 1)");
                    }));
    assertThat(writing.await(1, TimeUnit.MINUTES)).isTrue();
    Thread closing = new Thread(database::close);
    closing.start();
    while (closing.getState() != Thread.State.WAITING) {
      assertThat(closing.isAlive()).as("waits for the write").isTrue();
      Thread.onSpinWait();
    }
    go.countDown();

    assertThat(write.get(1, TimeUnit.MINUTES)).isEqualTo(1);
    closing.join(60_000);
    assertThat(closing.isAlive()).isFalse();
    assertThat(written(url)).containsExactly("m");
  }

  private static List<String> written(String url) throws Exception {
    try (SqliteDatabase again = new SqliteDatabase(SqliteDatabase.dataSource(url))) {
      return again.ask(
          h -> h.createQuery("select name from stint_mutex").mapTo(String.class).list());
    }
  }

  @Test
  void what_comes_after_the_end_is_refused_and_opens_nothing() throws Exception {
    JdbcStores jdbc = JdbcStores.sqlite("jdbc:sqlite:" + folder.resolve("stint.db")).migrate();
    jdbc.close();

    assertThatThrownBy(() -> jdbc.stores().workers().lose())
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("closed");
    assertThatThrownBy(() -> jdbc.stores().queries().health()).isInstanceOf(StoreException.class);
  }
}
