package dev.stint.jdbc;

import dev.stint.application.contract.TransactionContract;
import dev.stint.application.spi.ChunkStore.Session;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;

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
}
