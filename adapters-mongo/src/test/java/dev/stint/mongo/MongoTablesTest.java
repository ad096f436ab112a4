package dev.stint.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.stint.application.api.PermanentFailureException;
import dev.stint.application.contract.Sample;
import dev.stint.domain.Fence;
import dev.stint.domain.TaskId;
import dev.stint.mongo.MongoTables.Answer;
import dev.stint.mongo.MongoTables.Fill;
import dev.stint.mongo.MongoTables.Held;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who may write to a table, and that to do anything twice is to do it once. */
class MongoTablesTest {

  private static final TaskId ONE = Sample.id(1);
  private static final TaskId OTHER = Sample.id(2);
  private static final List<String> COLUMNS = List.of("name");

  private final MongoFixture fixture = new MongoFixture();
  private final MongoTables tables = fixture.mongo().tables();

  @AfterEach
  void close() {
    fixture.close();
  }

  private static Held held(TaskId task, long fence) {
    return new Held("pets", task, new Fence(fence));
  }

  private Answer take(TaskId task, long fence, Fill fill) {
    return tables.take(held(task, fence), fill, COLUMNS, Optional.empty()).answer();
  }

  private boolean write(TaskId task, long fence, long key, String name) {
    return tables.write(held(task, fence), Map.of(key, Map.of("name", name)));
  }

  private long rows() {
    return tables.counts("pets", COLUMNS).rows();
  }

  private Object name(long key) {
    Document row =
        fixture.internals().raw().getCollection("pets").find(new Document("_id", key)).first();
    return Optional.ofNullable(row).map(d -> d.get("name")).orElse("none");
  }

  @Test
  void what_comes_twice_is_there_once() {
    assertThat(take(ONE, 1, Fill.NEW)).isEqualTo(Answer.TAKEN);
    assertThat(take(ONE, 1, Fill.NEW)).isEqualTo(Answer.TAKEN);
    assertThat(write(ONE, 1, 2, "Rex")).isTrue();
    assertThat(write(ONE, 2, 2, "Rex")).isTrue();

    assertThat(rows()).isOne();
    assertThat(tables.counts("pets", COLUMNS).filled()).isEqualTo(Map.of("name", 1L));
  }

  @Test
  void who_was_overtaken_writes_and_removes_nothing() {
    take(ONE, 1, Fill.REPLACE);
    write(ONE, 5, 2, "Rex");

    assertThat(write(ONE, 4, 3, "late")).isFalse();
    assertThat(take(ONE, 4, Fill.REPLACE)).isEqualTo(Answer.LATE);

    assertThat(rows()).isOne();
  }

  @Test
  void a_table_has_one_loader_until_it_is_given_back_or_its_loader_is_over() {
    take(ONE, 1, Fill.APPEND);
    assertThat(take(OTHER, 9, Fill.APPEND)).isEqualTo(Answer.LOADING);
    assertThat(tables.take(held(OTHER, 9), Fill.APPEND, COLUMNS, Optional.of(ONE)).answer())
        .isEqualTo(Answer.TAKEN);
    assertThat(write(ONE, 99, 2, "late")).isFalse();

    tables.giveBack(held(ONE, 1));
    assertThat(write(OTHER, 9, 2, "Ida")).isTrue();
    tables.giveBack(held(OTHER, 9));
    assertThat(write(OTHER, 9, 3, "late")).isFalse();
    assertThat(take(ONE, 2, Fill.APPEND)).isEqualTo(Answer.TAKEN);

    assertThat(rows()).isOne();
  }

  @Test
  void a_restart_of_a_task_is_another_load() {
    take(ONE, 1, Fill.NEW);
    write(ONE, 1, 2, "Rex");
    tables.giveBack(held(ONE, 1));

    assertThat(take(ONE, 3, Fill.NEW)).isEqualTo(Answer.ROWS);
    assertThat(take(ONE, 3, Fill.REPLACE)).isEqualTo(Answer.TAKEN);
    assertThat(rows()).isZero();
    write(ONE, 3, 2, "Tom");

    assertThat(name(2)).isEqualTo("Tom");
  }

  @Test
  void a_number_that_another_document_has_is_refused_by_name() {
    take(ONE, 1, Fill.NEW);
    write(ONE, 1, 2, "Rex");
    tables.giveBack(held(ONE, 1));
    take(OTHER, 2, Fill.APPEND);

    assertThatExceptionOfType(PermanentFailureException.class)
        .isThrownBy(() -> write(OTHER, 2, 2, "Ida"))
        .withMessageStartingWith("table 'pets' holds another document under the number 2");

    assertThat(name(2)).isEqualTo("Rex");
    assertThat(tables.lastKey("pets")).isEqualTo(2);
  }

  @Test
  void an_empty_table_counts_nothing() {
    assertThat(tables.counts("pets", COLUMNS))
        .isEqualTo(new MongoTables.Counts(0, Map.of("name", 0L)));
    assertThat(tables.lastKey("pets")).isZero();
    assertThat(tables.columns("pets")).isEmpty();
  }
}
