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
import dev.stint.domain.Lane;
import dev.stint.domain.Line;
import dev.stint.domain.Payload;
import dev.stint.domain.life.Outcome;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How often the server is asked: a guard of what claims and settlements cost, without a clock. */
class PostgresRoundTripsTest {

  private static final int TASKS = 50;

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
    List<Settlement> ends = plainEnds();
    sent.clear();

    assertThat(jdbc.stores().runs().settle(ends)).containsOnly(WriteResult.APPLIED);
    assertThat(sent).hasSize(1);
    assertThat(sent.get(0)).endsWith("commit");
  }

  @Test
  void what_one_round_trip_cannot_end_is_settled_behind_it() {
    List<Settlement> ends = plainEnds();
    assertThat(jdbc.stores().runs().settle(ends.subList(0, 3))).containsOnly(WriteResult.APPLIED);
    PostgresFixture.run(
        "update stint_task set awaited = 1 where id = '" + ends.get(4).key().task().value() + "'");

    List<WriteResult> results = jdbc.stores().runs().settle(ends);

    assertThat(results.subList(0, 3)).containsOnly(WriteResult.APPLIED_BEFORE);
    assertThat(results.subList(3, TASKS)).containsOnly(WriteResult.APPLIED);
    assertThat(jdbc.stores().runs().settle(ends)).containsOnly(WriteResult.APPLIED_BEFORE);
  }

  private List<Settlement> plainEnds() {
    return claim(1, List.of(Sample.LINE)).stream()
        .map(c -> ended(c, Sample.plainlyDone()))
        .toList();
  }

  private static Settlement ended(Claim claim, Outcome outcome) {
    return new Settlement(claim.key().next(), outcome, Notes.NONE, Duration.ZERO, Duration.ZERO);
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
