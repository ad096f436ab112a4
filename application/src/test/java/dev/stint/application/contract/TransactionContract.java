package dev.stint.application.contract;

import static dev.stint.application.spi.WriteResult.APPLIED;
import static dev.stint.application.spi.WriteResult.APPLIED_BEFORE;
import static dev.stint.application.spi.WriteResult.STALE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.application.spi.Checkpoint;
import dev.stint.application.spi.ChunkStore.Session;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.Inserted;
import dev.stint.application.spi.NewTask;
import dev.stint.application.spi.Notes;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.life.WriteKey;
import dev.stint.domain.task.TaskFilter;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Stores with transactions: the user's writes, the checkpoint and requests are one commit. */
public abstract class TransactionContract extends Contract {

  /** Writes a word of the user's through a chunk's transaction. */
  protected abstract void write(Session session, String word) throws Exception;

  /** All words that were committed. */
  protected abstract List<String> written() throws Exception;

  /** Runs work in a transaction of the caller's own, then commits it or rolls it back. */
  protected abstract void inTransaction(Consumer<Object> work, boolean commit) throws Exception;

  private WriteResult chunk(WriteKey key, String word) {
    return stores
        .chunks()
        .inChunk(
            session -> {
              write(session, word);
              session.insert(List.of(Sample.of(2).make()));
              return new Checkpoint(key, Sample.at(word), Notes.NONE);
            })
        .landing();
  }

  @Test
  void the_store_names_the_kinds_of_its_transactions() {
    assertThat(stores.chunks().transactionKinds()).isNotEmpty();
  }

  @Test
  void the_users_writes_stand_once_the_chunk_landed() throws Exception {
    Claim claim = running(Sample.of(1));

    assertThat(chunk(claim.key().next(), "one")).isEqualTo(APPLIED);

    assertThat(written()).containsExactly("one");
  }

  @Test
  void the_users_writes_are_gone_when_the_work_fails() throws Exception {
    Claim claim = running(Sample.of(1));
    IllegalStateException failure = new IllegalStateException("the work failed");

    assertThatThrownBy(
            () ->
                stores
                    .chunks()
                    .inChunk(
                        session -> {
                          write(session, "one");
                          throw failure;
                        }))
        .isSameAs(failure);

    assertThat(written()).isEmpty();
    chunk(claim.key().next(), "two");
    assertThat(written()).containsExactly("two");
  }

  @Test
  void the_users_writes_of_a_worker_that_lost_its_task_are_gone() throws Exception {
    Claim first = running(Sample.of(1));
    Claim second = takenOver(Sample.worker(2));

    assertThat(chunk(first.key().next(), "first")).isEqualTo(STALE);
    assertThat(chunk(second.key().next(), "second")).isEqualTo(APPLIED);

    assertThat(written()).containsExactly("second");
  }

  @Test
  void the_users_writes_of_a_chunk_that_comes_twice_stand_once() throws Exception {
    Claim claim = running(Sample.of(1));
    chunk(claim.key().next(), "one");

    assertThat(chunk(claim.key().next(), "one")).isEqualTo(APPLIED_BEFORE);

    assertThat(written()).containsExactly("one");
  }

  @Test
  void a_request_in_the_callers_transaction_exists_once_that_commits() throws Exception {
    inTransaction(
        transaction ->
            assertThat(stores.requests().insertWithin(transaction, List.of(Sample.of(1).make())))
                .containsExactly(new Inserted(Sample.id(1), true, false)),
        true);

    assertThat(ids(claim(9))).containsExactly(Sample.id(1));
  }

  @Test
  void fresh_requests_in_the_callers_transaction_exist_with_it_or_never_did() throws Exception {
    NewTask plain = Sample.of(1).make().asFresh();
    NewTask keyed = Sample.of(2).active("key").serial("turn").make().asFresh();
    for (boolean commit : new boolean[] {false, true}) {
      inTransaction(
          transaction -> {
            assertThat(stores.requests().insertWithin(transaction, List.of(plain)))
                .containsExactly(new Inserted(Sample.id(1), true, false));
            assertThat(stores.requests().insertWithin(transaction, List.of(keyed)))
                .containsExactly(new Inserted(Sample.id(2), true, false));
            assertThat(stores.requests().insertWithin(transaction, List.of(Sample.of(1).make())))
                .containsExactly(new Inserted(Sample.id(1), false, false));
          },
          commit);
      assertThat(stores.runs().standing(Sample.id(1)).isPresent()).isEqualTo(commit);
      assertThat(stores.runs().standing(Sample.id(2)).isPresent()).isEqualTo(commit);
    }
    assertThat(standing(Sample.id(1)).spec()).isEqualTo(plain.spec());
  }

  @Test
  void a_request_in_the_callers_transaction_never_was_when_that_rolls_back() throws Exception {
    List<NewTask> one = List.of(Sample.of(1).active("key").make());
    inTransaction(transaction -> stores.requests().insertWithin(transaction, one), false);
    assertThat(stores.runs().standing(Sample.id(1))).isEmpty();
    assertThat(claim(9)).isEmpty();

    insert(Sample.of(2).active("key"));

    assertThat(ids(claim(9))).containsExactly(Sample.id(2));
  }

  @Test
  void what_follows_a_request_is_stored_with_it_or_neither_is() {
    List<NewTask> first = List.of(Sample.of(1).active("key").make());
    IllegalStateException killed = new IllegalStateException("killed between the two");

    assertThatThrownBy(
            () ->
                stores
                    .requests()
                    .insertThen(
                        first,
                        answers -> {
                          throw killed;
                        }))
        .hasMessageContaining("killed between the two");

    assertThat(stores.runs().standing(Sample.id(1))).isEmpty();
    assertThat(stores.queries().list(TaskFilter.newest(9))).isEmpty();
    insert(Sample.of(2).active("key"));
    assertThat(ids(claim(9))).containsExactly(Sample.id(2));
  }
}
