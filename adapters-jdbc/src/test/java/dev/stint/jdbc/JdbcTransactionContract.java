package dev.stint.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.application.contract.Sample;
import dev.stint.application.contract.TransactionContract;
import dev.stint.application.spi.Checkpoint;
import dev.stint.application.spi.ChunkStore.Session;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.NewTask;
import dev.stint.application.spi.Notes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** The user's writes go to a table of the user's. */
abstract class JdbcTransactionContract extends TransactionContract {

  /** The user's own way to the database. */
  abstract DataSource users() throws Exception;

  final void makeTable() throws Exception {
    try (Connection connection = users().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("drop table if exists word");
      statement.execute("create table word (word text)");
    }
  }

  @Override
  protected void write(Session session, String word) throws SQLException {
    Connection connection = session.as(Connection.class);
    try (PreparedStatement insert =
        connection.prepareStatement("insert into word (word) values (?)")) {
      insert.setString(1, word);
      insert.executeUpdate();
    }
  }

  @Override
  protected List<String> written() throws Exception {
    try (Connection connection = users().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select word from word")) {
      List<String> words = new ArrayList<>();
      while (rows.next()) {
        words.add(rows.getString(1));
      }
      return words;
    }
  }

  @Override
  protected void inTransaction(Consumer<Object> work, boolean commit) throws Exception {
    try (Connection connection = users().getConnection()) {
      connection.setAutoCommit(false);
      work.accept(connection);
      if (commit) {
        connection.commit();
      } else {
        connection.rollback();
      }
    }
  }

  @Test
  void a_thread_in_a_chunk_is_known_to_be_in_a_transaction() {
    Claim claim = running(Sample.of(1));
    boolean[] inside = new boolean[1];

    stores
        .chunks()
        .inChunk(
            session -> {
              inside[0] = stores.requests().joins();
              return new Checkpoint(claim.key().next(), Sample.at("row 3"), Notes.NONE);
            });

    assertThat(inside[0]).isTrue();
    assertThat(stores.requests().joins()).isFalse();
  }

  @Test
  void what_a_thread_in_a_chunk_requests_is_gone_when_the_work_fails() {
    running(Sample.of(1));
    NewTask asked = Sample.of(2).make().asFresh();
    IllegalStateException failure = new IllegalStateException("the work failed");

    assertThatThrownBy(
            () ->
                stores
                    .chunks()
                    .inChunk(
                        session -> {
                          stores.requests().insert(List.of(asked));
                          throw failure;
                        }))
        .isSameAs(failure);

    assertThat(ids(claim(9))).isEmpty();
  }
}
