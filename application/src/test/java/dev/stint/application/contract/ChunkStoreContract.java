package dev.stint.application.contract;

import static dev.stint.application.spi.WriteResult.APPLIED;
import static dev.stint.application.spi.WriteResult.APPLIED_BEFORE;
import static dev.stint.application.spi.WriteResult.STALE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.application.spi.Checkpoint;
import dev.stint.application.spi.CheckpointResult;
import dev.stint.application.spi.ChunkStore;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.Inserted;
import dev.stint.application.spi.Notes;
import dev.stint.application.spi.StoreException;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.Payload;
import dev.stint.domain.SetAside;
import dev.stint.domain.life.Signal;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.life.WriteKey;
import dev.stint.domain.task.TaskFilter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a chunk leaves when it commits, and that it leaves nothing when it does not. */
public abstract class ChunkStoreContract extends Contract {

  private static final Sample FOLLOW_UP = Sample.of(2);

  private CheckpointResult chunk(WriteKey key) {
    return stores
        .chunks()
        .inChunk(
            session -> {
              session.insert(List.of(FOLLOW_UP.make()));
              return at(key);
            });
  }

  protected static Checkpoint at(WriteKey key) {
    return new Checkpoint(key, Sample.at("row 3"), Notes.NONE);
  }

  private Payload cursor() {
    return standing(Sample.id(1)).run().cursor();
  }

  private void assertNothingWasWritten() {
    assertThat(cursor()).isEqualTo(Payload.NONE);
    assertThat(standing(Sample.id(1)).sequence()).isZero();
    assertThat(stores.runs().standing(FOLLOW_UP.id())).isEmpty();
  }

  @Test
  void a_chunk_that_commits_leaves_its_checkpoint_and_its_requests() {
    Claim claim = running(Sample.of(1));

    assertThat(chunk(claim.key().next())).isEqualTo(new CheckpointResult(APPLIED, Signal.NONE));

    assertThat(cursor()).isEqualTo(Payload.of("row 3"));
    assertThat(ids(claim(9))).containsExactly(FOLLOW_UP.id());
  }

  @Test
  void a_chunk_whose_work_fails_leaves_nothing_and_the_failure_is_passed_on_as_it_is() {
    Claim claim = running(Sample.of(1));
    IllegalStateException failure = new IllegalStateException("the work failed");

    assertThatThrownBy(() -> failing(failure)).isSameAs(failure);

    assertNothingWasWritten();
    assertThat(chunk(claim.key().next()).landing()).isEqualTo(APPLIED);
  }

  /** The user's code in a chunk may ask, whatever transaction the answer is read in. */
  @Test
  void a_chunk_may_ask_for_lists_counts_and_depths() {
    Claim claim = running(Sample.of(1));

    CheckpointResult checked =
        stores
            .chunks()
            .inChunk(
                session -> {
                  assertThat(stores.queries().health().now()).isNotNull();
                  stores.queries().list(TaskFilter.newest(9).statuses(Set.of(TaskStatus.RUNNING)));
                  stores.queries().counts();
                  stores.queries().depths();
                  return at(claim.key().next());
                });

    assertThat(checked.landing()).isEqualTo(APPLIED);
    assertThat(cursor()).isEqualTo(Payload.of("row 3"));
  }

  private void failing(Exception failure) {
    stores
        .chunks()
        .inChunk(
            session -> {
              session.insert(List.of(FOLLOW_UP.make()));
              throw failure;
            });
  }

  @Test
  void an_item_is_set_aside_no_longer_if_and_only_if_its_chunk_commits() {
    WriteKey key = running(Sample.of(1)).key().next();
    SetAside item = new SetAside("row 4", Payload.of("content"), "why");
    noting(key, List.of(item), List.of());

    assertThatThrownBy(() -> failing(new IllegalStateException("the work failed")));
    assertThat(noting(key.next().next(), List.of(), List.of("row 4"))).isEqualTo(STALE);
    assertThat(stores.queries().setAside(Sample.id(1), 9, 0)).containsExactly(item);

    assertThat(noting(key.next(), List.of(), List.of("row 4"))).isEqualTo(APPLIED);
    assertThat(stores.queries().setAside(Sample.id(1), 9, 0)).isEmpty();
  }

  private WriteResult noting(WriteKey key, List<SetAside> items, List<String> redone) {
    Notes notes =
        new Notes(Optional.empty(), Optional.empty(), Optional.empty(), List.of(), items, redone);
    return stores
        .chunks()
        .inChunk(session -> new Checkpoint(key, Sample.at("row 3"), notes))
        .landing();
  }

  @Test
  void a_checked_failure_of_the_work_is_carried_as_the_cause() {
    running(Sample.of(1));
    IOException failure = new IOException("the work failed");

    assertThatThrownBy(() -> failing(failure))
        .isInstanceOf(ChunkStore.ChunkFailedException.class)
        .hasCause(failure);

    assertNothingWasWritten();
  }

  /** Its message is asked for when it is recorded, where that is guarded, and never before. */
  @Test
  void a_failure_that_cannot_be_asked_for_its_message_is_carried_as_well() {
    running(Sample.of(1));
    IOException checked =
        new IOException() {
          @Override
          public String getMessage() {
            throw new IllegalStateException("no message today");
          }
        };
    IllegalArgumentException unchecked =
        new IllegalArgumentException() {
          @Override
          public String getMessage() {
            throw new IllegalStateException("no message today");
          }
        };

    assertThat(thrownBy(checked).getCause()).isSameAs(checked);
    assertThat(thrownBy(unchecked)).isSameAs(unchecked);

    assertNothingWasWritten();
  }

  private Throwable thrownBy(Exception failure) {
    try {
      failing(failure);
    } catch (RuntimeException e) {
      return e;
    }
    throw new AssertionError("the chunk went well");
  }

  @Test
  void a_chunk_whose_task_was_taken_over_leaves_nothing() {
    Claim first = running(Sample.of(1));
    takenOver(Sample.worker(2));

    assertThat(chunk(first.key().next()).landing()).isEqualTo(STALE);

    assertNothingWasWritten();
  }

  @Test
  void a_chunk_that_comes_again_lands_once() {
    Claim claim = running(Sample.of(1));
    chunk(claim.key().next());

    assertThat(chunk(claim.key().next()).landing()).isEqualTo(APPLIED_BEFORE);

    assertThat(standing(Sample.id(1)).sequence()).isOne();
    assertThat(claim(9)).hasSize(1);
  }

  @Test
  void a_chunk_answers_the_signal_pending() {
    Claim claim = running(Sample.of(1));
    raise(Sample.id(1), Signal.PAUSE);

    assertThat(chunk(claim.key().next())).isEqualTo(new CheckpointResult(APPLIED, Signal.PAUSE));
  }

  @Test
  void requests_of_a_chunk_are_answered_one_by_one() {
    Claim claim = running(Sample.of(1));
    List<Inserted> answers = new ArrayList<>();

    stores
        .chunks()
        .inChunk(
            session -> {
              answers.addAll(session.insert(List.of(Sample.of(3).make(), FOLLOW_UP.make())));
              return at(claim.key().next());
            });

    assertThat(answers)
        .containsExactly(
            new Inserted(Sample.id(3), true, false), new Inserted(FOLLOW_UP.id(), true, false));
    assertThat(claim(9)).hasSize(2);
  }

  @Test
  void a_kind_of_transaction_that_the_store_does_not_know_is_refused() {
    Claim claim = running(Sample.of(1));

    assertThatThrownBy(
            () ->
                stores
                    .chunks()
                    .inChunk(
                        session -> {
                          session.as(Thread.class);
                          return at(claim.key().next());
                        }))
        .isInstanceOfSatisfying(StoreException.class, e -> assertThat(e.isTransient()).isFalse());

    assertNothingWasWritten();
  }

  @Test
  void a_session_is_dead_once_its_work_returned() {
    Claim claim = running(Sample.of(1));
    List<ChunkStore.Session> kept = new ArrayList<>();
    stores
        .chunks()
        .inChunk(
            session -> {
              kept.add(session);
              return at(claim.key().next());
            });

    assertThat(kept).hasSize(1);
    assertThatThrownBy(() -> kept.get(0).insert(List.of(FOLLOW_UP.make())))
        .isInstanceOfSatisfying(StoreException.class, e -> assertThat(e.isTransient()).isFalse());
    assertThat(stores.runs().standing(FOLLOW_UP.id())).isEmpty();
  }

  @Test
  void a_request_joins_no_transaction_of_an_unknown_kind() {
    insert(Sample.of(1));

    assertThatThrownBy(
            () -> stores.requests().insertWithin("no transaction", List.of(FOLLOW_UP.make())))
        .isInstanceOfSatisfying(StoreException.class, e -> assertThat(e.isTransient()).isFalse());
    assertThat(stores.runs().standing(FOLLOW_UP.id())).isEmpty();
  }
}
