package dev.stint.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.contract.Sample;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.ClaimId;
import dev.stint.application.spi.ClaimRequest;
import dev.stint.application.spi.LineLimit;
import dev.stint.application.spi.NewTask;
import dev.stint.application.spi.Notes;
import dev.stint.application.spi.Settlement;
import dev.stint.application.spi.WorkerRow;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.Fence;
import dev.stint.domain.Lane;
import dev.stint.domain.Line;
import dev.stint.domain.Payload;
import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.WriteKey;
import dev.stint.domain.task.HistoryRow;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How often the server is asked: a guard of what claims and settlements cost, without a clock. */
class PostgresRoundTripsTest {

  private static final int TASKS = 50;
  private static final Duration KEPT = Duration.ofDays(1);

  private final List<String> sent = new ArrayList<>();
  private JdbcStores jdbc;

  @BeforeEach
  void open() {
    new PostgresFixture().close();
    jdbc =
        JdbcStores.postgresql(counted(PostgresFixture.server()), Duration.ofSeconds(10))
            .on(() -> 1_795_219_200_000_000L);
    jdbc.stores()
        .workers()
        .register(
            new WorkerRow(
                Sample.worker(1),
                "w",
                Duration.ofSeconds(10),
                java.util.Set.of(Sample.LINE.type())));
    jdbc.stores().requests().insert(tasks());
  }

  private static List<NewTask> tasks() {
    return IntStream.range(0, TASKS).mapToObj(i -> Sample.of(i).make()).toList();
  }

  @Test
  void a_claim_of_one_line_is_one_round_trip() {
    sent.clear();
    List<Claim> claimed = claim(1, List.of(Sample.LINE));

    assertThat(claimed).hasSize(TASKS);
    assertThat(sent).hasSize(1);
    assertThat(sent.get(0)).endsWith("commit");
  }

  @Test
  void tasks_with_a_past_take_one_more_for_all_of_them() {
    List<Claim> claimed = claim(1, List.of(Sample.LINE));
    List<Settlement> retries =
        claimed.subList(0, 2).stream().map(c -> ended(c, Sample.yielded("row 5"))).toList();
    jdbc.stores().runs().settle(retries);
    sent.clear();
    List<Claim> again = claim(2, List.of(Sample.LINE));

    assertThat(again)
        .extracting(c -> c.run().cursor())
        .containsExactly(Payload.of("row 5"), Payload.of("row 5"));
    assertThat(sent).hasSize(2);
  }

  @Test
  void a_settlement_of_many_is_one_round_trip() {
    List<Settlement> ends = plainEnds(Duration.ZERO);
    sent.clear();

    assertThat(jdbc.stores().runs().settle(ends)).containsOnly(WriteResult.APPLIED);
    assertThat(sent).hasSize(1);
    assertThat(sent.get(0)).endsWith("commit");
  }

  @Test
  void tasks_that_are_kept_are_one_round_trip_too() {
    List<Settlement> ends = plainEnds(KEPT);
    sent.clear();

    assertThat(jdbc.stores().runs().settle(ends)).containsOnly(WriteResult.APPLIED);
    assertThat(sent).hasSize(1);
    assertThat(sent.get(0)).endsWith("commit");
    assertThat(jdbc.stores().runs().settle(ends)).containsOnly(WriteResult.APPLIED_BEFORE);
  }

  @Test
  void how_long_each_ran_is_kept_with_its_own_row() {
    List<Claim> claimed = claim(1, List.of(Sample.LINE));
    List<Settlement> ends = new ArrayList<>();
    for (int i = 0; i < claimed.size(); i++) {
      ends.add(ended(claimed.get(i), Sample.plainlyDone(), KEPT, Duration.ofMillis(i)));
    }
    Collections.reverse(ends);
    sent.clear();
    jdbc.stores().runs().settle(ends);

    assertThat(sent).hasSize(1);
    for (Settlement end : ends) {
      assertThat(jdbc.stores().queries().history(end.key().task(), 2, 0))
          .extracting(HistoryRow::ran)
          .containsExactly(end.ran());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void what_one_round_trip_cannot_end_is_settled_behind_it(int days) {
    List<Settlement> ends = plainEnds(Duration.ofDays(days));
    assertThat(jdbc.stores().runs().settle(ends.subList(0, 3))).containsOnly(WriteResult.APPLIED);
    PostgresFixture.run(
        "update stint_task set awaited = 1 where id = '" + ends.get(4).key().task().value() + "'");

    List<WriteResult> results = jdbc.stores().runs().settle(ends);

    assertThat(results.subList(0, 3)).containsOnly(WriteResult.APPLIED_BEFORE);
    assertThat(results.subList(3, TASKS)).containsOnly(WriteResult.APPLIED);
    assertThat(jdbc.stores().runs().settle(ends)).containsOnly(WriteResult.APPLIED_BEFORE);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void one_that_ended_otherwise_keeps_no_other_from_the_one_round_trip(int days) {
    List<Settlement> ends = plainEnds(Duration.ofDays(days));
    Settlement other = ends.get(7);
    ends.set(7, new Settlement(other.key(), Sample.yielded("row 5"), Notes.NONE, KEPT, KEPT));
    sent.clear();

    assertThat(jdbc.stores().runs().settle(ends)).containsOnly(WriteResult.APPLIED);
    assertThat(sent.get(0)).contains("delete from stint_task").endsWith("commit");
    assertThat(sent).hasSizeLessThan(6);
    assertThat(claim(2, List.of(Sample.LINE)))
        .extracting(c -> c.key().task())
        .containsExactly(other.key().task());
  }

  @Test
  void a_task_that_has_two_ends_in_a_batch_is_answered_for_each() {
    List<Settlement> ends = plainEnds(KEPT);
    WriteKey key = ends.get(0).key();
    WriteKey stale =
        new WriteKey(key.task(), key.worker(), new Fence(key.fence().value() - 1), key.sequence());
    ends.add(new Settlement(stale, Sample.plainlyDone(), Notes.NONE, KEPT, KEPT));

    List<WriteResult> results = jdbc.stores().runs().settle(ends);

    assertThat(results.subList(0, TASKS)).containsOnly(WriteResult.APPLIED);
    assertThat(results.get(TASKS).landed()).isFalse();
  }

  private List<Settlement> plainEnds(Duration keep) {
    return new ArrayList<>(
        claim(1, List.of(Sample.LINE)).stream()
            .map(c -> ended(c, Sample.plainlyDone(), keep, Duration.ZERO))
            .toList());
  }

  private static Settlement ended(Claim claim, Outcome outcome) {
    return ended(claim, outcome, Duration.ZERO, Duration.ZERO);
  }

  private static Settlement ended(Claim claim, Outcome outcome, Duration keep, Duration ran) {
    return new Settlement(claim.key().next(), outcome, Notes.NONE, keep, ran);
  }

  private List<Claim> claim(long number, List<Line> lines) {
    return jdbc.stores()
        .runs()
        .claim(
            new ClaimRequest(
                new ClaimId(Sample.worker(1), number),
                lines.stream().map(line -> new LineLimit(line, TASKS)).toList(),
                List.of(Lane.values()),
                TASKS,
                1,
                1 << 20))
        .tasks();
  }

  /** Notes each execution; the driver's commit of what a script committed sends nothing. */
  private DataSource counted(DataSource source) {
    return proxy(
        DataSource.class,
        source,
        (method, arguments, answer) ->
            answer instanceof Connection connection ? counted(connection) : answer);
  }

  private Connection counted(Connection connection) {
    return proxy(
        Connection.class,
        connection,
        (method, arguments, answer) -> {
          if (!(answer instanceof Statement statement)) {
            return answer;
          }
          Class<?> kind =
              method.startsWith("prepareStatement")
                  ? java.sql.PreparedStatement.class
                  : Statement.class;
          String text = arguments == null ? "" : String.valueOf(arguments[0]);
          return proxy(kind, statement, (name, values, got) -> noted(name, text, values, got));
        });
  }

  private Object noted(String method, String text, Object[] values, Object answer) {
    if (method.startsWith("execute")) {
      sent.add(values == null ? text : String.valueOf(values[0]));
    }
    return answer;
  }

  private interface Seen {
    Object after(String method, Object[] arguments, Object answer);
  }

  private static <T> T proxy(Class<T> kind, Object real, Seen seen) {
    return kind.cast(
        Proxy.newProxyInstance(
            PostgresRoundTripsTest.class.getClassLoader(),
            new Class<?>[] {kind},
            (proxy, method, arguments) -> {
              try {
                return seen.after(method.getName(), arguments, method.invoke(real, arguments));
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
