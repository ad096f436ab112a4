package example;

import dev.stint.application.api.Chunk;
import dev.stint.application.api.ChunkContext;
import dev.stint.application.api.ChunkedAction;
import dev.stint.application.api.TaskType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A mass update: raises all prices, in chunks, each price once. */
record RaisePrices(Shop shop) implements ChunkedAction<RaisePrices.Raise, Long, Long> {

  /** What the task is asked to do; stored as JSON. */
  record Raise(int percent) {}

  static final TaskType<Raise> TYPE = TaskType.of("prices.raise", Raise.class);

  @Override
  public Class<Long> cursorType() {
    return Long.class; // the last article done
  }

  /** The prices of a chunk and its cursor are one commit. */
  @Override
  public boolean atomic() {
    return true;
  }

  /** For the progress. */
  @Override
  public OptionalLong total(Raise raise) throws SQLException {
    return OptionalLong.of(shop.number("select count(*) from price"));
  }

  @Override
  public Chunk<Long, Long> next(Raise raise, Optional<Long> after, int size) throws SQLException {
    List<Long> articles = new ArrayList<>();
    try (Connection connection = shop.connect();
        PreparedStatement select =
            connection.prepareStatement(
                "select article from price where article > ? order by article limit ?")) {
      select.setLong(1, after.orElse(0L));
      select.setInt(2, size);
      ResultSet rows = select.executeQuery();
      while (rows.next()) {
        articles.add(rows.getLong(1));
      }
    }
    long last = articles.isEmpty() ? after.orElse(0L) : articles.get(articles.size() - 1);
    return new Chunk<>(articles, last, articles.size() < size);
  }

  @Override
  public void process(Raise raise, List<Long> articles, ChunkContext context) throws SQLException {
    Connection connection = context.transaction(Connection.class); // neither commit nor close it
    try (PreparedStatement update =
        connection.prepareStatement("update price set cents = cents * ? / 100 where article = ?")) {
      for (long article : articles) {
        update.setInt(1, 100 + raise.percent());
        update.setLong(2, article);
        update.addBatch();
      }
      update.executeBatch();
    }
  }
}
