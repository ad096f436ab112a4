package dev.stint.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.stint.application.contract.RefusedWriteContract;
import dev.stint.application.contract.Sample;
import dev.stint.application.contract.StoreFixture;
import dev.stint.application.spi.NewTask;
import dev.stint.application.spi.StoreException;
import dev.stint.domain.Payload;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A SQLite file that takes no writes, or has no room for more. */
class SqliteRefusedWriteTest extends RefusedWriteContract {

  private final AtomicReference<SqliteFixture> opened = new AtomicReference<>();

  @Override
  protected StoreFixture open() {
    opened.set(new SqliteFixture());
    return opened.get();
  }

  @Override
  protected Map<String, Refusal> refusals() {
    return Map.of("READONLY", () -> pragma("query_only = on", "query_only = off"));
  }

  /** As the file system would. */
  private AutoCloseable pragma(String refusing, String usual) {
    opened.get().pragma(refusing);
    return () -> opened.get().pragma(usual);
  }

  @Test
  void a_task_for_which_the_disk_has_no_room_is_stored_once_it_has() throws Exception {
    NewTask large = Sample.of(1).arguments(Payload.of("x".repeat(500_000))).make();
    try (AutoCloseable full = pragma("max_page_count = 1", "max_page_count = 1000000")) {
      assertThatExceptionOfType(StoreException.class)
          .isThrownBy(() -> insert(large))
          .matches(StoreException::isTransient)
          .withMessageContaining("SQLITE_FULL");
      assertThat(stores.queries().find(large.spec().id())).isEmpty();
    }

    insert(large);

    assertThat(stores.queries().find(large.spec().id())).isPresent();
  }

  private void insert(NewTask task) {
    stores.requests().insert(List.of(task));
  }
}
