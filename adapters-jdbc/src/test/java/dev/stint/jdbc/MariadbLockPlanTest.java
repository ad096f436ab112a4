package dev.stint.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.contract.Contract;
import dev.stint.application.contract.Sample;
import dev.stint.application.contract.StoreFixture;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Statements that lock rows by their keys go to them by the keys, however small the table: what
 * InnoDB reads on its way it locks, and others would pass by tasks that nobody has.
 */
class MariadbLockPlanTest extends Contract {

  private static final int TASKS = 40;

  @Override
  protected StoreFixture open() {
    return new MariadbFixture();
  }

  @ParameterizedTest
  @CsvSource({
    "await_these, ids",
    "claim_these, ids",
    "delete_these, ids",
    "ending, ids",
    "grant_these, ids",
    "lock_heads, ids",
    "lock_targets, ids",
    "promote_these, ids",
    "queue_up, ids",
    "take_over_these, ids",
    "answer_turns, ids",
    "owe, ids",
    "drop_free_keys, names"
  })
  void a_statement_reads_the_rows_that_it_names_and_no_others(String name, String list) {
    insert(
        IntStream.range(0, TASKS)
            .mapToObj(i -> Sample.of(i + 1).serial("key " + i / 2))
            .toArray(Sample[]::new));
    Database database = ((JdbcFixture) fixture).jdbc.database();
    database.change(
        h ->
            h.execute(
                "insert into stint_turn (task, serial_key, since)"
                    + " select id, serial_key, 0 from stint_task"));
    database.change(
        h -> h.execute("insert into stint_wait (target, waiter) select id, id from stint_task"));
    String statement = database.statements().get(name).replaceAll("(?<!:):[a-z]+", "5");
    for (int named : List.of(1, 3, 10, 20)) {
      List<?> keys =
          IntStream.range(0, named)
              .mapToObj(i -> list.equals("ids") ? Sample.id(i + 1).value() : "key " + i)
              .toList();
      List<Step> plan =
          database.change(
              h ->
                  h.createQuery("explain " + statement)
                      .bindList(list, keys)
                      .map((rs, c) -> new Step(rs.getString("type"), rs.getString("key")))
                      .list());
      assertThat(plan).as("%s of %d in %s", name, named, statement).isNotEmpty();
      assertThat(plan).as("%s of %d", name, named).allMatch(Step::byItsKey);
    }
  }

  /**
   * The nodes of a Galera cluster see each other's changes and not each other's locks: a task that
   * is waited for, or a serial key that is waited for, must not be left on another node as if
   * nobody came.
   */
  @Test
  void a_lock_that_others_must_respect_changes_its_row_each_time() {
    insert(Sample.of(1).serial("key"));
    Database database = ((JdbcFixture) fixture).jdbc.database();

    assertChanges(
        database,
        "select awaited from stint_task",
        handle ->
            handle
                .createUpdate(database.statements().get("await_these"))
                .bindList("ids", List.of(Sample.id(1).value()))
                .execute());
    assertChanges(
        database,
        "select locks from stint_serial",
        handle ->
            handle
                .createUpdate(database.statements().get("lock_key"))
                .bind("name", "key")
                .bind("freed", Sample.id(2).value())
                .execute());
  }

  private static void assertChanges(Database database, String row, Database.Work<Integer> lock) {
    for (int again = 0; again < 3; again++) {
      int before = number(database, row);
      database.change(lock);
      assertThat(number(database, row)).isNotZero().isNotEqualTo(before);
    }
  }

  private static int number(Database database, String row) {
    return database.ask(handle -> handle.createQuery(row).mapTo(Integer.class).one());
  }

  /** Of a plan: how a table is read, and by which index. */
  private record Step(@Nullable String type, @Nullable String key) {

    /** Nothing is read of what a single key shows not to fulfil the rest of the condition. */
    boolean byItsKey() {
      return type == null || (!type.matches("ALL|index") && "PRIMARY".equals(key));
    }
  }
}
