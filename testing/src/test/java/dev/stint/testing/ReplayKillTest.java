package dev.stint.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.Chunk;
import dev.stint.application.api.ChunkContext;
import dev.stint.application.api.ReplayableAction;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.operate.ReplayItems;
import dev.stint.domain.SetAside;
import dev.stint.domain.life.TaskStatus;
import dev.stint.jdbc.JdbcStores;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;

/** A process that dies at any write of a replay loses no item and does none of them twice. */
class ReplayKillTest {

  private static final TaskType<Integer> ROWS = TaskType.of("rows", Integer.class);

  /** Rows in an H2 in memory, in atomic chunks; two of twelve are bad at first, one for good. */
  private static final class Rows
      implements KillScenario, ReplayableAction<Integer, Integer, Integer> {

    private final JdbcConnectionPool pool =
        JdbcConnectionPool.create(
            "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "", "");
    private boolean mended;

    Rows() {
      run("create table made (item int)");
    }

    @Override
    public void define(TestStint.Builder process, KillScenario.Effects effects) {
      process
          .define(
              TaskDefinition.of(ROWS)
                  .then(ActionDefinition.of("rows", this))
                  .then(
                      ActionDefinition.of(
                          "report",
                          (last, context) ->
                              !mended
                                  ? StepOutcome.failForGood("no paper")
                                  : StepOutcome.done("reported"))))
          .store(clock -> JdbcStores.h2(pool).migrate().onClock(clock));
    }

    @Override
    public void begin(TestStint stint) {
      TestTask task = stint.request(ROWS.with(12));
      stint.runUntilDone(Duration.ofHours(1));
      assertThat(task.setAside()).extracting(SetAside::item).containsExactly("11", "3", "7");
      mended = true;
      stint.stint().steer().replay(task.id(), ReplayItems.ALL);
    }

    @Override
    public void check(TestStint stint) {
      TestTask task = stint.only(ROWS);
      assertThat(task.status()).isEqualTo(TaskStatus.SUCCEEDED);
      assertThat(task.setAside()).extracting(SetAside::item).containsExactly("7");
      assertThat(run("select item from made order by item"))
          .containsExactly(1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12);
    }

    @Override
    public Class<Integer> cursorType() {
      return Integer.class;
    }

    @Override
    public boolean atomic() {
      return true;
    }

    @Override
    public Chunk<Integer, Integer> next(Integer last, Optional<Integer> after, int size) {
      int from = after.orElse(0) + 1;
      int to = Math.min(last, from + Math.min(size, 4) - 1);
      return new Chunk<>(IntStream.rangeClosed(from, to).boxed().toList(), to, to == last);
    }

    @Override
    public void process(Integer last, List<Integer> items, ChunkContext context)
        throws SQLException {
      try (PreparedStatement insert =
          context.transaction(Connection.class).prepareStatement("insert into made values (?)")) {
        for (int item : items) {
          insert.setInt(1, item);
          insert.executeUpdate();
          if (item == 7 || !mended && (item == 3 || item == 11)) {
            throw new IllegalStateException("bad row " + item);
          }
        }
      }
    }

    @Override
    public Optional<Integer> again(Integer last, SetAside aside) {
      return Optional.of(Integer.valueOf(aside.item()));
    }

    private List<Integer> run(String sql) {
      List<Integer> found = new ArrayList<>();
      try (Connection connection = pool.getConnection();
          Statement statement = connection.createStatement()) {
        if (statement.execute(sql)) {
          ResultSet rows = statement.getResultSet();
          while (rows.next()) {
            found.add(rows.getInt(1));
          }
        }
        return found;
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() {
      run("shutdown");
      pool.dispose();
    }
  }

  @Test
  void each_item_is_done_once_and_the_task_goes_on_wherever_it_is_killed() {
    assertThat(KillAtEveryCommit.of(Rows::new).run().points())
        .anyMatch(p -> p.startsWith("before commit of a chunk"))
        .anyMatch(p -> p.startsWith("after commit of a chunk"))
        .anyMatch(p -> p.startsWith("before checkpoint"));
  }
}
