package dev.stint.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.stint.application.contract.Sample;
import dev.stint.application.spi.CallerInserts;
import dev.stint.application.spi.NewTask;
import dev.stint.application.spi.StoreException;
import dev.stint.application.spi.Stores;
import dev.stint.domain.Due;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.Steering;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is sent for tasks under fresh ids: one statement, of values for one and of arrays else. */
class PostgresFreshTest {

  private final CountedConnections counted = new CountedConnections(PostgresFixture.server());
  private final Stores stores = JdbcStores.postgresql(counted.source()).stores();

  @BeforeEach
  void begin() {
    new PostgresFixture().close();
    PostgresFixture.run("truncate stint_task");
    stores.workers().upkeep(Duration.ZERO);
    counted.sent.clear();
  }

  private void insert(Sample... samples) {
    List<NewTask> tasks = Arrays.stream(samples).map(s -> s.make().asFresh()).toList();
    assertThat(stores.requests().insert(tasks)).allMatch(i -> i.isNew());
  }

  @Test
  void one_task_goes_as_its_values_and_comes_back_as_one_of_many_does() {
    insert(Sample.of(1).interactive().priority(7));
    assertThat(counted.sent).hasSize(1).allMatch(sql -> !sql.contains("unnest"));
    counted.sent.clear();

    insert(Sample.of(2).interactive().priority(7), Sample.of(3).priority(7));

    assertThat(counted.sent).hasSize(1).allMatch(sql -> sql.contains("unnest"));
    var one = stores.queries().find(Sample.id(1)).orElseThrow().standing();
    var many = stores.queries().find(Sample.id(2)).orElseThrow().standing();
    assertThat(one.spec()).isEqualTo(Sample.of(1).interactive().priority(7).make().spec());
    assertThat(many.spec()).isEqualTo(Sample.of(2).interactive().priority(7).make().spec());
    assertThat(one.run()).isEqualTo(many.run());
  }

  @Test
  void tasks_that_differ_in_ids_and_arguments_alone_go_as_two_arrays() {
    insert(Sample.of(2).priority(7), Sample.of(1).priority(7), Sample.of(3).priority(7));

    assertThat(counted.sent).hasSize(1).allMatch(sql -> arrays(sql) == 2);
    for (int i = 1; i <= 3; i++) {
      assertStored(Sample.of(i).priority(7));
    }
  }

  static Stream<Sample> unlikeTheFirst() {
    return Stream.of(
        Sample.of(2).in(Sample.OTHER_LINE),
        Sample.of(2).interactive(),
        Sample.of(2).priority(1),
        Sample.of(2).due(Due.in(Duration.ofDays(1))),
        Sample.of(2).run(Steering.pause(Run.NEW).orElseThrow().run()));
  }

  @ParameterizedTest
  @MethodSource("unlikeTheFirst")
  void one_that_differs_in_more_keeps_what_is_its_own(Sample other) {
    insert(Sample.of(1), other, Sample.of(3));

    assertThat(counted.sent).hasSize(1).allMatch(sql -> arrays(sql) == 20);
    assertStored(Sample.of(1));
    assertStored(other);
    assertStored(Sample.of(3));
  }

  private void assertStored(Sample sample) {
    NewTask asked = sample.make();
    var stored = stores.queries().find(sample.id()).orElseThrow().standing();
    assertThat(stored.spec()).isEqualTo(asked.spec());
    assertThat(stored.run().status()).isEqualTo(asked.run().status());
  }

  private static int arrays(String sql) {
    return sql.split("\\[]", -1).length - 1;
  }

  private static CallerInserts pooled() {
    Stores stores = JdbcStores.postgresql(PostgresFixture.hostPool()).stores();
    return stores.requests().onCallers().orElseThrow();
  }

  /** What opens a connection each time may hang in that, and nothing would end it. */
  @Test
  void without_a_pool_nobody_writes_on_callers_threads() {
    assertThat(stores.requests().onCallers()).isEmpty();
  }

  @Test
  void an_insert_that_waits_for_the_server_is_ended_from_outside() throws Exception {
    CallerInserts inserts = pooled();
    List<NewTask> tasks = List.of(Sample.of(4).make().asFresh());
    assertThat(inserts.takes(tasks)).isTrue();
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread caller =
        new Thread(() -> thrown.set(catchThrowable(() -> inserts.insert(tasks))), "caller");
    try (Connection other = PostgresFixture.server().getConnection();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("lock table stint_task in access exclusive mode");
      caller.start();
      await()
          .until(
              () -> {
                inserts.end(caller);
                return !caller.isAlive();
              });
      other.rollback();
    }

    assertThat(thrown.get()).isInstanceOf(StoreException.class);
    assertThat(inserts.insert(List.of(Sample.of(5).make().asFresh()))).isPresent();
  }

  @Test
  void what_is_no_fresh_task_alone_is_not_stored_on_callers_threads() {
    CallerInserts inserts = pooled();

    assertThat(inserts.takes(List.of(Sample.of(6).make()))).isFalse();
    assertThat(inserts.takes(List.of(Sample.of(7).active("k").make().asFresh()))).isFalse();
  }
}
