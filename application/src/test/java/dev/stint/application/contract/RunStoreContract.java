package dev.stint.application.contract;

import static dev.stint.application.spi.WriteResult.APPLIED;
import static dev.stint.application.spi.WriteResult.APPLIED_BEFORE;
import static dev.stint.application.spi.WriteResult.GONE;
import static dev.stint.application.spi.WriteResult.STALE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.spi.Checkpoint;
import dev.stint.application.spi.CheckpointResult;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.Inserted;
import dev.stint.application.spi.Notes;
import dev.stint.application.spi.Settlement;
import dev.stint.application.spi.Steer;
import dev.stint.application.spi.SteerStore.Sweep;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.Due;
import dev.stint.domain.Fence;
import dev.stint.domain.Message;
import dev.stint.domain.Payload;
import dev.stint.domain.Progress;
import dev.stint.domain.SetAside;
import dev.stint.domain.WorkerId;
import dev.stint.domain.life.ClaimRank;
import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.Signal;
import dev.stint.domain.life.Steering;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.life.WriteKey;
import dev.stint.domain.store.WriteVerdict;
import dev.stint.domain.store.WriteVersions;
import dev.stint.domain.task.TaskFilter;
import dev.stint.domain.task.TaskRow;
import dev.stint.domain.task.VersionedTask;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which writes of a stint land, and what they leave. */
public abstract class RunStoreContract extends Contract {

  private static final Notes NOTES =
      new Notes(
          Optional.of(Payload.of("changed")),
          Optional.of(new Progress(3, 9, "third")),
          Optional.of(Payload.of("result")),
          List.of(new Message(Message.Level.INFO, "one"), new Message(Message.Level.ERROR, "two")),
          List.of(new SetAside("row 4", Payload.of("content"), "why")));

  private CheckpointResult checkpoint(WriteKey key, String cursor) {
    return checkpoint(key, cursor, Notes.NONE);
  }

  private CheckpointResult checkpoint(WriteKey key, String cursor, Notes notes) {
    return stores.runs().checkpoint(List.of(new Checkpoint(key, Sample.at(cursor), notes))).get(0);
  }

  private Payload cursor() {
    return standing(Sample.id(1)).run().cursor();
  }

  /** What every write near the last one comes to, but for the one that would land. */
  private void judgesAsTheDomainDoes(WorkerId other) {
    VersionedTask stored = standing(Sample.id(1));
    boolean running = stored.run().running();
    WriteVersions versions =
        new WriteVersions(stored.fence(), stored.sequence(), stored.worker(), running);
    for (long fence = stored.fence().value() - 1; fence <= stored.fence().value() + 1; fence++) {
      for (long sequence = 1; sequence <= stored.sequence() + 2; sequence++) {
        for (WorkerId by : List.of(worker, other)) {
          WriteKey key = new WriteKey(Sample.id(1), by, new Fence(fence), sequence);
          WriteVerdict verdict = versions.judge(key);
          if (verdict != WriteVerdict.APPLIED) {
            assertThat(settle(key, Sample.done()).verdict()).as("end %s", key).isEqualTo(verdict);
            assertThat(release(key).verdict()).as("release %s", key).isEqualTo(verdict);
            assertThat(checkpoint(key, "no row").landing().verdict())
                .as("checkpoint %s", key)
                .isEqualTo(verdict);
          }
        }
      }
    }
    assertThat(standing(Sample.id(1))).isEqualTo(stored);
  }

  @Test
  void every_other_write_than_the_next_comes_to_what_the_domain_says() {
    WorkerId other = Sample.worker(2);
    register(other);
    Claim claim = running(Sample.of(1));
    judgesAsTheDomainDoes(other);
    assertThat(checkpoint(claim.key().next(), "row 3").landing()).isEqualTo(APPLIED);
    judgesAsTheDomainDoes(other);
    WriteKey end = claim.key().next().next();
    assertThat(settle(end, Sample.yielded("row 4"))).isEqualTo(APPLIED);
    judgesAsTheDomainDoes(other);
    Claim again = claimOne();
    judgesAsTheDomainDoes(other);
    end(again, Sample.done());
    judgesAsTheDomainDoes(other);
  }

  @Test
  void a_checkpoint_is_what_the_task_stands_at() {
    Claim claim = running(Sample.of(1));

    assertThat(checkpoint(claim.key().next(), "row 3").landing()).isEqualTo(APPLIED);
    assertThat(checkpoint(claim.key().next().next(), "row 7").landing()).isEqualTo(APPLIED);

    assertThat(standing(Sample.id(1)).run()).isEqualTo(Sample.at("row 7"));
    assertThat(standing(Sample.id(1)).sequence()).isEqualTo(2);
  }

  @Test
  void a_repeated_checkpoint_says_so_and_writes_nothing() {
    Claim claim = running(Sample.of(1));
    checkpoint(claim.key().next(), "row 3", NOTES);

    assertThat(checkpoint(claim.key().next(), "row 3", NOTES).landing()).isEqualTo(APPLIED_BEFORE);

    assertThat(stores.queries().messages(Sample.id(1))).hasSize(2);
    assertThat(stores.queries().setAside(Sample.id(1), 9, 0)).hasSize(1);
  }

  @Test
  void a_delayed_duplicate_cannot_move_the_cursor_back() {
    Claim claim = running(Sample.of(1));
    WriteKey first = claim.key().next();
    checkpoint(first, "row 3");
    checkpoint(first.next(), "row 7");

    assertThat(checkpoint(first, "row 3").landing()).isEqualTo(STALE);
    assertThat(cursor()).isEqualTo(Payload.of("row 7"));
  }

  @Test
  void a_write_that_skips_a_sequence_is_stale() {
    Claim claim = running(Sample.of(1));

    assertThat(checkpoint(claim.key().next().next(), "row 3").landing()).isEqualTo(STALE);
    assertThat(settle(claim.key().next().next(), Sample.done())).isEqualTo(STALE);
    assertThat(release(claim.key().next().next())).isEqualTo(STALE);
    assertThat(standing(Sample.id(1)).sequence()).isZero();
  }

  @Test
  void another_worker_cannot_write_under_the_same_fence() {
    WriteKey key = running(Sample.of(1)).key().next();
    WriteKey forged = new WriteKey(key.task(), Sample.worker(9), key.fence(), key.sequence());

    assertThat(checkpoint(forged, "row 3").landing()).isEqualTo(STALE);
    assertThat(settle(forged, Sample.done())).isEqualTo(STALE);
    assertThat(release(forged)).isEqualTo(STALE);
    assertThat(standing(Sample.id(1)).sequence()).isZero();
  }

  @Test
  void the_end_of_a_lease_alone_refuses_nothing() {
    Claim claim = running(Sample.of(1));
    fixture.advance(LEASE.multipliedBy(3));
    stores.workers().lose();

    assertThat(checkpoint(claim.key().next(), "row 3").landing()).isEqualTo(APPLIED);
    assertThat(cursor()).isEqualTo(Payload.of("row 3"));
  }

  @Test
  void a_worker_whose_task_was_taken_over_writes_no_more() {
    Claim first = running(Sample.of(1));
    checkpoint(first.key().next(), "row 3");
    Claim second = takenOver(Sample.worker(2));

    assertThat(checkpoint(first.key().next().next(), "row 9").landing()).isEqualTo(STALE);
    assertThat(settle(first.key().next().next(), Sample.done())).isEqualTo(STALE);
    assertThat(release(first.key().next().next())).isEqualTo(STALE);
    assertThat(checkpoint(second.key().next(), "row 4").landing()).isEqualTo(APPLIED);
    assertThat(cursor()).isEqualTo(Payload.of("row 4"));
  }

  @Test
  void writes_on_a_task_that_never_was_are_answered_gone() {
    WriteKey key = running(Sample.of(1)).key().next();
    WriteKey unknown = new WriteKey(Sample.id(9), worker, key.fence(), 1);

    assertThat(checkpoint(unknown, "row 3").landing()).isEqualTo(GONE);
    assertThat(settle(unknown, Sample.done())).isEqualTo(GONE);
    assertThat(release(unknown)).isEqualTo(GONE);
    assertThat(stores.runs().standing(Sample.id(9))).isEmpty();
    assertThat(stores.runs().standing(Sample.id(1))).isPresent();
  }

  @Test
  void every_write_of_a_batch_has_its_own_answer_in_the_order_asked() {
    insert(Sample.of(1), Sample.of(2), Sample.of(3));
    List<Claim> claims = claim(3);
    end(claims.get(1), Sample.done());
    WriteKey unknown = new WriteKey(Sample.id(9), worker, claims.get(0).key().fence(), 1);
    List<WriteKey> keys =
        List.of(
            claims.get(2).key().next(),
            unknown,
            claims.get(1).key().next(),
            claims.get(0).key().next().next());

    List<WriteResult> results = stores.runs().settle(keys.stream().map(k -> done(k)).toList());

    assertThat(results).containsExactly(APPLIED, GONE, APPLIED_BEFORE, STALE);
    assertThat(standing(Sample.id(3)).run().status()).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(standing(Sample.id(1)).run().status()).isEqualTo(TaskStatus.RUNNING);
  }

  private static Settlement done(WriteKey key) {
    return new Settlement(key, Sample.done(), Notes.NONE, KEEP, Duration.ZERO);
  }

  @Test
  void settlements_of_the_old_and_the_new_owner_in_one_batch_are_told_apart() {
    Claim first = running(Sample.of(1));
    Claim second = takenOver(Sample.worker(2));

    List<Settlement> both = List.of(done(first.key().next()), done(second.key().next()));

    assertThat(stores.runs().settle(both)).containsExactly(STALE, APPLIED);
    assertThat(standing(Sample.id(1)).fence()).isEqualTo(second.key().fence());
  }

  @Test
  void a_repeated_settlement_is_known_among_the_finished() {
    Claim claim = running(Sample.of(1));
    end(claim, Sample.done());

    assertThat(settle(claim.key().next(), Sample.done())).isEqualTo(APPLIED_BEFORE);
    assertThat(settle(claim.key().next().next(), Sample.done())).isEqualTo(STALE);
    assertThat(checkpoint(claim.key().next().next(), "row 9").landing()).isEqualTo(STALE);
    assertThat(standing(Sample.id(1)).run().status()).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(claim(9)).isEmpty();
  }

  @Test
  void a_yielded_task_is_ready_again_where_it_stopped() {
    Claim claim = running(Sample.of(1));
    end(claim, Sample.yielded("row 5"));
    assertThat(settle(claim.key().next(), Sample.yielded("row 5"))).isEqualTo(APPLIED_BEFORE);

    Claim next = claimOne();

    assertThat(next.run()).isEqualTo(Sample.yielded("row 5").run());
    assertThat(next.key().fence()).isGreaterThan(claim.key().fence());
    assertThat(settle(claim.key().next(), Sample.yielded("row 5"))).isEqualTo(STALE);
  }

  @Test
  void a_task_that_retries_waits_for_its_due_time() {
    end(running(Sample.of(1)), Sample.retrying(Duration.ofSeconds(5)));
    fixture.advance(Duration.ofMillis(4_999));
    assertThat(stores.runs().promote(9)).isZero();
    fixture.advance(Duration.ofMillis(1));

    assertThat(stores.runs().promote(9)).isOne();
    assertThat(claimOne().run()).isEqualTo(Sample.retrying(Duration.ZERO).run());
  }

  @Test
  void a_due_time_that_is_unchanged_stays() {
    Claim claim = running(Sample.of(1));
    fixture.advance(Duration.ofSeconds(2));
    end(claim, Outcome.of(Sample.run(TaskStatus.YIELDED), Due.UNCHANGED));

    assertThat(claimOne().due()).isEqualTo(claim.due());
  }

  @Test
  void what_goes_with_a_write_is_stored_with_it() {
    Claim claim = running(Sample.of(1));
    checkpoint(claim.key().next(), "row 3", NOTES);
    assertNotes(1);

    settle(claim.key().next().next(), Sample.done(), NOTES, KEEP);
    assertNotes(2);
  }

  private void assertNotes(int times) {
    TaskRow row = stores.queries().find(Sample.id(1)).orElseThrow();
    assertThat(row.standing().spec().arguments()).isEqualTo(Payload.of("changed"));
    assertThat(row.progress()).isEqualTo(new Progress(3, 9, "third"));
    assertThat(row.result()).isEqualTo(Payload.of("result"));
    assertThat(stores.queries().messages(Sample.id(1)))
        .extracting(noted -> noted.message().text())
        .hasSize(2 * times)
        .startsWith("one", "two");
    assertThat(stores.queries().setAside(Sample.id(1), 9, 0)).isEqualTo(NOTES.setAside());
  }

  private static Notes aside(SetAside... items) {
    return new Notes(
        Optional.empty(), Optional.empty(), Optional.empty(), List.of(), List.of(items));
  }

  private static Notes redone(String... names) {
    return new Notes(
        Optional.empty(), Optional.empty(), Optional.empty(), List.of(), List.of(), List.of(names));
  }

  private static SetAside item(int number, String reason) {
    return new SetAside("row " + number, Payload.of("content"), reason);
  }

  private List<SetAside> setAside() {
    return stores.queries().setAside(Sample.id(1), 9, 0);
  }

  @Test
  void items_done_again_are_set_aside_no_longer_and_others_stay() {
    WriteKey first = running(Sample.of(1)).key().next();
    checkpoint(first, "a", aside(item(1, "why"), item(2, "why"), item(3, "why"), item(4, "why")));

    checkpoint(first.next(), "b", redone("row 1", "row 9", "row 3"));
    assertThat(setAside()).containsExactlyInAnyOrder(item(2, "why"), item(4, "why"));

    settle(first.next().next(), Sample.done(), redone("row 4"), KEEP);
    assertThat(setAside()).containsExactly(item(2, "why"));
  }

  @Test
  void an_item_that_was_done_again_may_be_set_aside_once_more() {
    WriteKey first = running(Sample.of(1)).key().next();
    checkpoint(first, "a", aside(item(1, "why")));
    checkpoint(first.next(), "b", redone("row 1"));
    assertThat(setAside()).isEmpty();

    checkpoint(first.next().next(), "c", aside(item(1, "another")));

    assertThat(setAside()).containsExactly(item(1, "another"));
  }

  @Test
  void writes_that_do_not_land_change_nothing_of_what_is_set_aside() {
    Claim claim = running(Sample.of(1));
    WriteKey first = claim.key().next();
    checkpoint(first, "a", aside(item(1, "why"), item(2, "why")));
    checkpoint(first.next(), "b", redone("row 1"));

    checkpoint(first, "a", aside(item(1, "why"), item(2, "why")));
    checkpoint(first.next().next().next(), "d", redone("row 2"));
    assertThat(setAside()).containsExactly(item(2, "why"));
    checkpoint(first.next().next(), "c", aside(item(1, "another")));
    checkpoint(first.next(), "b", redone("row 1"));

    assertThat(setAside()).containsExactlyInAnyOrder(item(1, "another"), item(2, "why"));
  }

  @Test
  void a_checkpoint_answers_the_signal_pending_also_when_it_is_repeated() {
    Claim claim = running(Sample.of(1));
    assertThat(checkpoint(claim.key().next(), "row 3").signal()).isEqualTo(Signal.NONE);
    raise(Sample.id(1), Signal.PAUSE);

    CheckpointResult checked = checkpoint(claim.key().next().next(), "row 4");

    assertThat(checked).isEqualTo(new CheckpointResult(APPLIED, Signal.PAUSE));
    assertThat(checkpoint(claim.key().next().next(), "row 4"))
        .isEqualTo(new CheckpointResult(APPLIED_BEFORE, Signal.PAUSE));
  }

  @Test
  void a_yield_obeys_a_pause() {
    endUnder(Signal.PAUSE, Sample.yielded("row 5"));

    assertThat(standing(Sample.id(1)).run().status()).isEqualTo(TaskStatus.PAUSED);
    assertThat(standing(Sample.id(1)).run().heldFrom()).contains(TaskStatus.YIELDED);
    assertThat(standing(Sample.id(1)).signal()).isEqualTo(Signal.NONE);
    assertThat(claim(9)).isEmpty();
  }

  private void endUnder(Signal signal, Outcome outcome) {
    Claim claim = running(Sample.of(1));
    raise(Sample.id(1), signal);
    end(claim, outcome);
    assertThat(settle(claim.key().next(), outcome)).isEqualTo(APPLIED_BEFORE);
  }

  @Test
  void a_retry_obeys_a_cancellation() {
    endUnder(Signal.CANCEL, Sample.retrying(Duration.ofSeconds(5)));

    assertThat(standing(Sample.id(1)).run().status()).isEqualTo(TaskStatus.CANCELLED);
    assertThat(stores.queries().find(Sample.id(1)).orElseThrow().finished()).isPresent();
  }

  @Test
  void a_task_that_succeeds_wins_over_a_pause_or_cancellation() {
    endUnder(Signal.CANCEL, Sample.done());

    assertThat(standing(Sample.id(1)).run().status()).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(listed()).hasSize(1);
  }

  @Test
  void a_removal_wins_over_every_end() {
    endUnder(Signal.REMOVE, Sample.done());

    assertThat(stores.runs().standing(Sample.id(1))).isPresent();
    assertThat(listed()).isEmpty();
  }

  private List<TaskRow> listed() {
    return stores
        .queries()
        .list(
            new TaskFilter(
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                9));
  }

  @Test
  void retention_zero_leaves_a_tombstone_for_ten_minutes() {
    Claim claim = running(Sample.of(1));
    settle(claim.key().next(), Sample.done(), Notes.NONE, Duration.ZERO);
    assertTombstone(claim);

    fixture.advance(Duration.ofMinutes(10).minusMillis(1));
    assertThat(clean()).isZero();
    fixture.advance(Duration.ofMillis(1));
    assertThat(clean()).isOne();
    assertThat(stores.runs().standing(Sample.id(1))).isEmpty();
    assertThat(settle(claim.key().next(), Sample.done())).isEqualTo(GONE);
  }

  @Test
  void a_tombstone_keeps_nothing_of_what_the_task_carried() {
    Claim claim = running(Sample.of(1));
    settle(claim.key().next(), Sample.done(), NOTES, Duration.ZERO);

    assertTombstone(claim);
  }

  /** However a store keeps them. */
  @Test
  void the_tombstones_of_one_settlement_stand_each_for_its_own_task() {
    insert(
        Sample.of(1),
        Sample.of(2),
        Sample.of(3),
        Sample.of(4).priority(1),
        Sample.of(5).serial("k"));
    List<Claim> claims = claim(9);
    List<Settlement> ends = claims.stream().map(RunStoreContract::bare).toList();
    assertThat(stores.runs().settle(ends)).containsOnly(APPLIED);

    claims.forEach(this::assertTombstone);
    assertThat(stores.runs().settle(ends)).containsOnly(APPLIED_BEFORE);
    assertThat(stores.requests().insert(List.of(Sample.of(2).make(), Sample.of(6).make())))
        .extracting(Inserted::isNew)
        .containsExactly(false, true);
    VersionedTask seen = standing(Sample.id(3));
    Outcome remove = Steering.remove(seen.run()).orElseThrow();
    assertThat(stores.steering().steer(List.of(new Steer.Move(seen, remove, KEEP))))
        .containsExactly(APPLIED);
    assertThat(standing(Sample.id(3)).sequence()).isEqualTo(seen.sequence() + 1);
    assertThat(standing(Sample.id(2)).sequence()).isEqualTo(seen.sequence());

    fixture.advance(Duration.ofMinutes(10));
    assertThat(clean(2)).isEqualTo(2);
    assertThat(foundOf(5)).isEqualTo(3);
    assertThat(clean(9)).isEqualTo(3);
    assertThat(foundOf(5)).isZero();
  }

  private static Settlement bare(Claim claim) {
    return new Settlement(
        claim.key().next(), Sample.plainlyDone(), Notes.NONE, Duration.ZERO, Duration.ZERO);
  }

  private long foundOf(int tasks) {
    return IntStream.rangeClosed(1, tasks)
        .filter(number -> stores.queries().find(Sample.id(number)).isPresent())
        .count();
  }

  private void assertTombstone(Claim claim) {
    TaskRow row = stores.queries().find(claim.key().task()).orElseThrow();
    assertThat(row.standing().run().status()).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(row.standing().spec()).isEqualTo(claim.spec().asTombstone());
    assertThat(row.standing().fence()).isEqualTo(claim.key().fence());
    assertThat(row.standing().spec().arguments()).isEqualTo(Payload.NONE);
    assertThat(row.result()).isEqualTo(Payload.NONE);
    assertThat(listed()).isEmpty();
    assertThat(settle(claim.key().next(), Sample.done())).isEqualTo(APPLIED_BEFORE);
  }

  private int clean() {
    return clean(9);
  }

  private int clean(int limit) {
    return stores
        .steering()
        .clean(new Sweep(Set.of(), Set.of(), Optional.empty(), false, false, limit));
  }

  @Test
  void a_released_task_is_as_it_was_before_the_claim() {
    end(running(Sample.of(1)), Sample.yielded("row 5"));
    Claim claim = claimOne();
    Instant due = claim.due();
    fixture.advance(Duration.ofSeconds(2));

    assertThat(release(claim.key().next())).isEqualTo(APPLIED);
    assertThat(release(claim.key().next())).isEqualTo(APPLIED_BEFORE);

    assertThat(standing(Sample.id(1)).run()).isEqualTo(Sample.yielded("row 5").run());
    Claim again = claimOne();
    assertThat(again.due()).isEqualTo(due);
    assertThat(again.key().fence()).isGreaterThan(claim.key().fence());
    assertThat(release(claim.key().next())).isEqualTo(STALE);
  }

  @Test
  void a_released_task_keeps_its_place() {
    insert(Sample.of(1), Sample.of(2));
    List<Claim> claims = claim(2);
    end(claims.get(0), Outcome.of(Sample.run(TaskStatus.YIELDED), Due.UNCHANGED));
    Outcome first =
        new Outcome(
            Sample.run(TaskStatus.INTERRUPTED), Due.UNCHANGED, ClaimRank.INTERRUPTED, false);
    end(claims.get(1), first);
    release(claimOne().key().next());

    assertThat(ids(claim(2))).containsExactly(Sample.id(2), Sample.id(1));
  }

  @Test
  void a_released_task_obeys_the_signal_that_was_pending() {
    Claim claim = running(Sample.of(1));
    raise(Sample.id(1), Signal.PAUSE);

    assertThat(release(claim.key().next())).isEqualTo(APPLIED);
    assertThat(release(claim.key().next())).isEqualTo(APPLIED_BEFORE);

    assertThat(standing(Sample.id(1)).run().status()).isEqualTo(TaskStatus.PAUSED);
    assertThat(standing(Sample.id(1)).run().heldFrom()).contains(TaskStatus.PENDING);
  }
}
