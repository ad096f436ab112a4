package dev.stint.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.stint.application.spi.ChunkStore.ChunkEndedException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A chunk that says nothing to the database for so long that it ends the transaction. */
abstract class JdbcSilentChunkContract {

  /** Stores whose server ends a transaction that is silent for a second. */
  abstract JdbcStores impatient();

  /** The number by which the server knows a session. */
  abstract String session(Statement statement) throws SQLException;

  /** Whether the server still has the session. */
  abstract boolean there(String session);

  @Test
  void a_chunk_that_is_silent_too_long_is_told_so_and_is_no_passing_failure() {
    JdbcStores jdbc = impatient();

    assertThatThrownBy(
            () ->
                jdbc.stores()
                    .chunks()
                    .inChunk(
                        session -> {
                          Connection connection = session.as(Connection.class);
                          try (Statement statement = connection.createStatement()) {
                            String id = session(statement);
                            await().atMost(Duration.ofMinutes(1)).until(() -> !there(id));
                            statement.execute("select 1");
                          }
                          throw new AssertionError("its transaction was not ended");
                        }))
        .isInstanceOf(ChunkEndedException.class)
        .hasMessageContaining("said nothing to the database for 1000 ms");
    assertThat(jdbc.stores().queries().health().schema()).isEqualTo(Schema.VERSION);
  }
}
