package dev.stint.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.application.contract.Contract;
import dev.stint.application.contract.Sample;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.Notes;
import dev.stint.application.spi.Steer;
import dev.stint.application.spi.SteerStore.Sweep;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.Message;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.Steering;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.VersionedTask;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

/**
 * A task is copied from one table to the other while another session, which has not committed yet,
 * changes the row that is copied: what was decided on the row as it was must not land.
 */
abstract class JdbcMovedMeanwhileContract extends Contract {

  private static final TaskId ONE = Sample.id(1);
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  abstract DataSource server();

  /** How many sessions wait for another's lock. */
  abstract int waiting();

  @Test
  void a_task_that_was_taken_over_is_not_ended_by_the_worker_that_lost_it() throws Exception {
    Claim claim = running(Sample.of(1));

    WriteResult ended =
        meanwhile(
            "update stint_task set fence = fence + 1, sequence = 0",
            () -> settle(claim.key().next(), Sample.done()));

    assertThat(ended.landed()).isFalse();
    assertThat(standing(ONE).run().status()).isEqualTo(TaskStatus.RUNNING);
  }

  @Test
  void a_task_that_was_claimed_is_not_cancelled_as_if_it_waited() throws Exception {
    insert(Sample.of(1));

    WriteResult cancelled =
        meanwhile(
            "update stint_task set fence = fence + 1, status = 'RUNNING'", move(Steering::cancel));

    assertThat(cancelled).isEqualTo(WriteResult.STALE);
    assertThat(standing(ONE).run().status()).isEqualTo(TaskStatus.RUNNING);
  }

  @Test
  void a_task_that_was_removed_is_not_restarted() throws Exception {
    end(running(Sample.of(1)), Sample.done());

    WriteResult restarted =
        meanwhile(
            "update stint_finished set tombstone = 1, sequence = sequence + 1",
            move(Steering::restart));

    assertThat(restarted).isEqualTo(WriteResult.STALE);
    assertThat(standing(ONE).run().status()).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(claim(9)).isEmpty();
  }

  @Test
  void a_task_that_is_restarted_keeps_its_messages_from_the_cleaner() throws Exception {
    Claim claim = running(Sample.of(1));
    Notes said =
        new Notes(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(new Message(Message.Level.INFO, "half of it")),
            List.of());
    settle(claim.key().next(), Sample.done(), said, KEEP);
    fixture.advance(KEEP.plusDays(1));
    Sweep all = new Sweep(Set.of(), Set.of(), Optional.empty(), false, false, 10);

    CompletableFuture<Integer> cleaned;
    try (Connection other = held("update stint_finished set sequence = 9")) {
      cleaned = beside(() -> stores.steering().clean(all));
      Awaitility.await().atMost(PATIENCE).until(() -> cleaned.isDone() || waiting() == 1);
      assertThat(stores.queries().messages(ONE)).hasSize(1);
      other.rollback();
    }
    assertThat(cleaned.get(120, TimeUnit.SECONDS)).isZero();
    assertThat(stores.queries().messages(ONE)).hasSize(1);
    assertThat(stores.steering().clean(all)).isOne();
  }

  @Test
  void what_the_database_undid_for_another_session_runs_again_as_a_whole() {
    insert(Sample.of(1));
    AtomicInteger runs = new AtomicInteger();

    database().change(handle -> raise(handle, runs.incrementAndGet() == 1));

    assertThat(runs).hasValue(2);
    assertThat(standing(ONE).spec().priority()).isEqualTo(1);
  }

  @Test
  void a_part_of_a_transaction_that_the_database_undid_does_not_run_again_alone() {
    insert(Sample.of(1));
    AtomicInteger runs = new AtomicInteger();

    assertThatThrownBy(
            () ->
                database()
                    .chunk(
                        outer ->
                            raise(outer, false)
                                + database()
                                    .change(inner -> raise(inner, runs.incrementAndGet() == 1))))
        .hasMessageContaining("deadlock");

    assertThat(runs).hasValue(1);
    assertThat(standing(ONE).spec().priority()).isZero();
  }

  private Database database() {
    return ((JdbcFixture) fixture).jdbc.database();
  }

  private static int raise(Handle handle, boolean undone) throws SQLException {
    int rows = handle.execute("update stint_task set priority = priority + 1");
    if (undone) {
      throw new SQLException("a deadlock", "40001", 1213);
    }
    return rows;
  }

  private Supplier<WriteResult> move(Function<Run, Optional<Outcome>> decision) {
    VersionedTask seen = standing(ONE);
    Outcome outcome = decision.apply(seen.run()).orElseThrow();
    return () -> stores.steering().steer(List.of(new Steer.Move(seen, outcome, KEEP))).get(0);
  }

  /** What the work answers if another session makes the change just before it would have. */
  private <T> T meanwhile(String change, Supplier<T> work) throws Exception {
    CompletableFuture<T> answer;
    try (Connection other = held(change)) {
      answer = beside(work);
      Awaitility.await().atMost(PATIENCE).until(() -> waiting() == 1);
      other.commit();
    }
    return answer.get(120, TimeUnit.SECONDS);
  }

  /** A session that made the change to the only task, and has not committed it. */
  private Connection held(String change) throws SQLException {
    Connection other = server().getConnection();
    other.setAutoCommit(false);
    try (Statement statement = other.createStatement()) {
      assertThat(statement.executeUpdate(change)).isOne();
    }
    return other;
  }

  /** On a thread of its own: on two cores the common pool has one, for both. */
  private static <T> CompletableFuture<T> beside(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, task -> new Thread(task).start());
  }
}
