package dev.stint.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.Chunk;
import dev.stint.application.api.ChunkContext;
import dev.stint.application.api.ChunkedAction;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.domain.Payload;
import dev.stint.jdbc.JdbcStores;
import dev.stint.testing.KillScenario.Effects;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;

/** Tasks that are killed everywhere: what is safe passes, and what is not is found. */
class KillAtEveryCommitTest {

  private static final TaskType<Integer> PAY = TaskType.of("pay", Integer.class);
  private static final TaskType<String> MAIL = TaskType.of("mail", String.class);

  /** A payment provider; one that is given a key books it once. */
  private static class Provider {
    final List<Integer> booked = new ArrayList<>();
    final Map<String, Integer> keys = new HashMap<>();

    void book(int amount) {
      booked.add(amount);
    }

    void book(String key, int amount) {
      if (keys.putIfAbsent(key, amount) == null) {
        booked.add(amount);
      }
    }
  }

  private abstract static class Payment implements KillScenario {
    final Provider provider = new Provider();

    @Override
    public void begin(TestStint stint) {
      stint.request(PAY.with(100));
    }

    @Override
    public void check(TestStint stint) {
      assertThat(provider.booked).containsExactly(100);
    }
  }

  /** Books, and books again if it dies before that is known. */
  private static class Careless extends Payment {
    @Override
    public void define(TestStint.Builder process, Effects effects) {
      process.define(
          TaskDefinition.of(
              PAY,
              (amount, context) -> {
                provider.book(amount);
                return StepOutcome.done("booked " + amount);
              }));
    }
  }

  private static class Keyed extends Payment {
    @Override
    public void define(TestStint.Builder process, Effects effects) {
      process.define(
          TaskDefinition.of(
              PAY,
              (amount, context) -> {
                provider.book(context.task().toString(), amount);
                context.request(MAIL.with("receipt"));
                return StepOutcome.done("booked " + amount);
              }),
          TaskDefinition.of(MAIL, (text, context) -> StepOutcome.done()));
    }
  }

  @Test
  void an_effect_that_is_not_idempotent_is_found_and_told_where() {
    assertThatThrownBy(() -> KillAtEveryCommit.of(Careless::new).run())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("the end differed at 1:\n  before settle (write ")
        .hasMessageContaining("Killed before settle")
        .hasMessageContaining("[100, 100]")
        .hasMessageContaining("task pay (")
        .hasMessageContaining("run 1 at +10.001s: INTERRUPTED");
  }

  @Test
  void an_effect_with_a_key_comes_once_wherever_it_is_killed() {
    KillAtEveryCommit.Report report = KillAtEveryCommit.of(Keyed::new).run();
    assertThat(report.points())
        .anyMatch(p -> p.startsWith("before claim"))
        .anyMatch(p -> p.startsWith("after claim"))
        .anyMatch(p -> p.startsWith("before insert"))
        .anyMatch(p -> p.startsWith("before settle"))
        .anyMatch(p -> p.startsWith("after settle"))
        .hasSizeGreaterThan(10);
  }

  /** Two effects between the same writes, each in need of the other's absence. */
  private static class Between extends Payment {
    private int debit;
    private int credit;

    @Override
    public void define(TestStint.Builder process, Effects effects) {
      process.define(
          TaskDefinition.of(
              PAY,
              (amount, context) -> {
                if (debit == credit) {
                  debit = amount;
                }
                effects.at("transfer", () -> credit = amount);
                return StepOutcome.done();
              }));
    }

    @Override
    public void check(TestStint stint) {
      assertThat(debit).isEqualTo(100);
      assertThat(credit).isEqualTo(100);
    }
  }

  @Test
  void what_a_host_names_is_a_point_too() {
    assertThat(KillAtEveryCommit.of(Between::new).run().points())
        .anyMatch(p -> p.startsWith("before effect 'transfer'"))
        .anyMatch(p -> p.startsWith("after effect 'transfer'"));
  }

  /** Ends otherwise if it was killed: nothing outside shows it. */
  private static class OtherResult extends Payment {
    @Override
    public void define(TestStint.Builder process, Effects effects) {
      process.define(
          TaskDefinition.of(
              PAY, (amount, context) -> StepOutcome.done("at attempt " + context.attempt())));
    }

    @Override
    public void check(TestStint stint) {}
  }

  @Test
  void another_end_is_found_without_a_check_of_the_hosts() {
    class Checkpoints extends OtherResult {
      @Override
      public void define(TestStint.Builder process, Effects effects) {
        process.define(
            TaskDefinition.of(
                PAY,
                (amount, context) -> {
                  context.message(dev.stint.domain.Message.Level.INFO, "begun");
                  context.checkpoint(context.cursor());
                  return StepOutcome.done("at attempt " + context.attempt());
                }));
      }
    }
    assertThatThrownBy(() -> KillAtEveryCommit.of(Checkpoints::new).run())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Killed after checkpoint")
        .hasMessageContaining("the tasks ended as [pay SUCCEEDED \"at attempt 1\"]");
  }

  @Test
  void a_finally_of_a_dead_process_does_not_run() {
    class Cleaning extends Payment {
      private int returned;
      private int cleaned;

      @Override
      public void define(TestStint.Builder process, Effects effects) {
        process.define(
            TaskDefinition.of(
                PAY,
                (amount, context) -> {
                  try {
                    context.checkpoint(Payload.of("1"));
                    returned++;
                    return StepOutcome.done();
                  } finally {
                    cleaned++;
                  }
                }));
      }

      @Override
      public void check(TestStint stint) {
        assertThat(cleaned).isEqualTo(returned).isPositive();
      }
    }
    KillAtEveryCommit.of(Cleaning::new).run();
  }

  @Test
  void the_threads_of_the_dead_end() {
    KillAtEveryCommit.of(Keyed::new).run();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(t -> t.getName().equals("stint-killed-by-test")));
  }

  @Test
  void a_scenario_that_goes_by_chance_is_told() {
    int[] worlds = new int[1];
    class Chance extends Payment {
      private final int number = worlds[0]++;

      @Override
      public void define(TestStint.Builder process, Effects effects) {
        process.define(
            TaskDefinition.of(
                PAY,
                (amount, context) -> {
                  if (number == 0) {
                    context.checkpoint(Payload.of("only in the first run"));
                  }
                  provider.book("k", amount);
                  return StepOutcome.done();
                }));
      }
    }
    assertThatThrownBy(() -> KillAtEveryCommit.of(Chance::new).run())
        .hasMessageContaining("did not come to this point again");
  }

  /** Rows in an H2 in memory, by an action in chunks. */
  private static class Rows implements KillScenario, ChunkedAction<Integer, Integer, Integer> {
    private static final TaskType<Integer> ROWS = TaskType.of("rows", Integer.class);

    private final boolean atomic;
    private final JdbcConnectionPool pool =
        JdbcConnectionPool.create(
            "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "", "");

    Rows(boolean atomic) {
      this.atomic = atomic;
      run("create table made (item int)");
    }

    @Override
    public void define(TestStint.Builder process, Effects effects) {
      process
          .define(
              TaskDefinition.of(ROWS)
                  .then(
                      ActionDefinition.of("rows", (ChunkedAction<Integer, Integer, Integer>) this)))
          .store(clock -> JdbcStores.h2(pool).migrate().onClock(clock));
    }

    @Override
    public void begin(TestStint stint) {
      stint.request(ROWS.with(20));
    }

    @Override
    public void check(TestStint stint) {
      assertThat(run("select count(*), count(distinct item) from made")).isEqualTo("20 20");
    }

    @Override
    public Class<Integer> cursorType() {
      return Integer.class;
    }

    @Override
    public boolean atomic() {
      return atomic;
    }

    @Override
    public Chunk<Integer, Integer> next(Integer most, Optional<Integer> after, int size) {
      int from = after.orElse(0) + 1;
      int to = Math.min(most, from + Math.min(size, 8) - 1);
      return new Chunk<>(IntStream.rangeClosed(from, to).boxed().toList(), to, to == most);
    }

    @Override
    public void process(Integer most, List<Integer> items, ChunkContext context) throws Exception {
      if (atomic) {
        insert(context.transaction(Connection.class), items);
      } else {
        try (Connection own = pool.getConnection()) {
          insert(own, items);
        }
      }
    }

    private static void insert(Connection on, List<Integer> items) throws SQLException {
      try (PreparedStatement insert = on.prepareStatement("insert into made values (?)")) {
        for (int item : items) {
          insert.setInt(1, item);
          insert.executeUpdate();
        }
      }
    }

    private String run(String sql) {
      try (Connection connection = pool.getConnection();
          Statement statement = connection.createStatement()) {
        if (!statement.execute(sql)) {
          return "";
        }
        ResultSet row = statement.getResultSet();
        row.next();
        return row.getLong(1) + " " + row.getLong(2);
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
  void an_atomic_chunk_on_h2_writes_each_row_once_wherever_it_is_killed() {
    assertThat(KillAtEveryCommit.of(() -> new Rows(true)).run().points())
        .anyMatch(p -> p.startsWith("before commit of a chunk"))
        .anyMatch(p -> p.startsWith("after commit of a chunk"));
  }

  @Test
  void the_same_chunk_without_the_transaction_is_found() {
    assertThatThrownBy(() -> KillAtEveryCommit.of(() -> new Rows(false)).run())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Killed before checkpoint")
        .hasMessageContaining("\"20 20\"");
  }
}
