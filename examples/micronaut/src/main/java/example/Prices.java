package example;

import dev.stint.application.api.Chunk;
import dev.stint.application.api.ChunkContext;
import dev.stint.application.api.ChunkedAction;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import io.micronaut.context.annotation.Factory;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import javax.sql.DataSource;

/** A mass update: raises the prices of 500,000 articles, in chunks, each price once. */
@Factory
class Prices implements ChunkedAction<Prices.Raise, Long, Long> {

  static final long ARTICLES = 500_000;

  /** What the task is asked to do; stored as JSON. */
  record Raise(int percent) {}

  static final TaskType<Raise> TYPE = TaskType.of("prices.raise", Raise.class);

  private final DataSource database;

  Prices(DataSource database) {
    this.database = database;
  }

  @Singleton
  TaskDefinition<Raise> definition() {
    return TaskDefinition.of(TYPE, this);
  }

  /** Articles at 10.00 each, unless they are there. */
  @PostConstruct
  void open() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create table if not exists price (article bigint primary key, cents int)");
      statement.execute(
          "insert into price select x, 1000 from system_range(1, "
              + ARTICLES
              + ") where not exists (select 1 from price)");
    }
  }

  @Override
  public Class<Long> cursorType() {
    return Long.class; // the last article done
  }

  /** The prices of a chunk and its cursor are one commit. */
  @Override
  public boolean atomic() {
    return true;
  }

  @Override
  public OptionalLong total(Raise raise) {
    return OptionalLong.of(ARTICLES);
  }

  @Override
  public Chunk<Long, Long> next(Raise raise, Optional<Long> after, int size) {
    long from = after.orElse(0L) + 1;
    long to = Math.min(ARTICLES, from + size - 1);
    return new Chunk<>(LongStream.rangeClosed(from, to).boxed().toList(), to, to == ARTICLES);
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
