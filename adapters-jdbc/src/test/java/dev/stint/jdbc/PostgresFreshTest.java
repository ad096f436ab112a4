package dev.stint.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.contract.Sample;
import dev.stint.application.spi.NewTask;
import dev.stint.application.spi.Stores;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
}
