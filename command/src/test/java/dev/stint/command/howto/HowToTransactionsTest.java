package dev.stint.command.howto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.Chunk;
import dev.stint.application.api.ChunkContext;
import dev.stint.application.api.ChunkedAction;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class HowToTransactionsTest extends HowTo {

  record Ship(long order) {}

  static final TaskType<Ship> SHIP = TaskType.of("orders.ship", Ship.class);

  private Stint host() {
    return Stint.on(database)
        .define(TaskDefinition.of(SHIP, (ship, context) -> StepOutcome.done()))
        .define(TaskDefinition.of(RAISE, new RaisePrices(dataSource)))
        .build();
  }

  private TaskId place(Stint stint, long order, boolean well) throws SQLException {
    // region request
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      insertOrder(connection, order);
      TaskId task =
          stint.tasks().requestWithin(connection, List.of(SHIP.with(new Ship(order)))).get(0).id();
      if (well) {
        connection.commit(); // from now on there is an order, and a task for it
      } else {
        connection.rollback(); // there is neither
      }
      return task;
    }
    // endregion
  }

  private static void insertOrder(Connection connection, long order) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement("insert into orders values (?)")) {
      insert.setLong(1, order);
      insert.executeUpdate();
    }
  }

  @Test
  void an_order_and_its_task_are_one_commit() throws Exception {
    sql("create table orders (id bigint primary key)");
    Stint stint = host();

    TaskId never = place(stint, 1, false);
    TaskId task = place(stint, 2, true);

    assertThat(stint.ask().find(never)).isEmpty();
    assertThat(over(stint, task)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(count("orders")).isEqualTo(1);
  }

  // region chunk
  record Raise(int percent) {}

  static final TaskType<Raise> RAISE = TaskType.of("prices.raise", Raise.class);

  record RaisePrices(DataSource dataSource) implements ChunkedAction<Raise, Long, Long> {

    @Override
    public Class<Long> cursorType() {
      return Long.class;
    }

    @Override
    public boolean atomic() {
      return true;
    }

    @Override
    public Chunk<Long, Long> next(Raise raise, Optional<Long> after, int size) throws SQLException {
      List<Long> ids = new ArrayList<>();
      try (Connection connection = dataSource.getConnection();
          PreparedStatement select =
              connection.prepareStatement(
                  "select id from price where id > ? order by id limit ?")) {
        select.setLong(1, after.orElse(0L));
        select.setInt(2, size);
        ResultSet rows = select.executeQuery();
        while (rows.next()) {
          ids.add(rows.getLong(1));
        }
      }
      long last = ids.isEmpty() ? after.orElse(0L) : ids.get(ids.size() - 1);
      return new Chunk<>(ids, last, ids.size() < size);
    }

    @Override
    public void process(Raise raise, List<Long> ids, ChunkContext context) throws SQLException {
      Connection connection = context.transaction(Connection.class); // do not commit or close it
      try (PreparedStatement update =
          connection.prepareStatement("update price set cents = cents * ? / 100 where id = ?")) {
        for (long id : ids) {
          update.setInt(1, 100 + raise.percent());
          update.setLong(2, id);
          update.addBatch();
        }
        update.executeBatch();
      }
    }
  }

  // endregion

  @Test
  void each_price_is_raised_once() throws Exception {
    sql("create table price (id bigint primary key, cents bigint)");
    sql("insert into price select x, 100 from system_range(1, 1000)");
    Stint stint = host();
    TaskId task = stint.tasks().request(RAISE.with(new Raise(2))).id();

    assertThat(over(stint, task)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(count("price where cents = 102")).isEqualTo(1000);
  }
}
