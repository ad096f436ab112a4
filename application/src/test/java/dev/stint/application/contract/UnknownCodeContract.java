package dev.stint.application.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.contract.StoreFixture.Code;
import dev.stint.application.spi.Checkpoint;
import dev.stint.application.spi.CheckpointResult;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.ClaimId;
import dev.stint.application.spi.Claimed;
import dev.stint.application.spi.LostWorker;
import dev.stint.application.spi.Notes;
import dev.stint.application.spi.Settlement;
import dev.stint.application.spi.Steer;
import dev.stint.application.spi.SteerStore;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.BlockReason;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.Signal;
import dev.stint.domain.life.Steering;
import dev.stint.domain.life.StoredCodes;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.TaskCount;
import dev.stint.domain.task.TaskFilter;
import dev.stint.domain.task.TaskRow;
import dev.stint.domain.task.VersionedTask;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A code that no build knows sets its own task apart; all others go on. */
public abstract class UnknownCodeContract extends Contract {

  private static final TaskId BAD = Sample.id(1);
  private static final TaskId GOOD = Sample.id(2);

  /** Codes that a waiting task has, and that say how it is run. */
  @ParameterizedTest
  @EnumSource(names = {"STATUS", "LANE", "ENTRY", "BLOCK", "HELD_FROM", "INTERRUPTION"})
  void a_waiting_task_is_set_apart_and_named(Code code) {
    insert(Sample.of(1), Sample.of(2));
    fixture.writeUnknown(BAD, code);

    assertApart(stores.queries().find(BAD).orElseThrow().standing().run());
    assertApart(standing(BAD).run());
    assertThat(standing(GOOD).run()).isEqualTo(Run.NEW);
    assertThat(listed(TaskFilter.newest(9))).containsExactly(GOOD, BAD);
    assertThat(stores.queries().counts().stream().mapToLong(TaskCount::tasks).sum()).isEqualTo(2);
    assertThat(stores.queries().depths()).hasSizeBetween(1, 2);
  }

  @Test
  void an_unknown_status_is_among_those_that_wait_for_a_build_that_can_read_them() {
    insert(Sample.of(1), Sample.of(2));
    fixture.writeUnknown(BAD, Code.STATUS);

    TaskFilter newest = TaskFilter.newest(9);
    assertThat(listed(newest.statuses(Set.of(TaskStatus.BLOCKED)))).containsExactly(BAD);
    assertThat(listed(newest.statuses(Set.of(TaskStatus.PENDING)))).containsExactly(GOOD);
    assertThat(listed(newest.statuses(Set.of(TaskStatus.BLOCKED, TaskStatus.PENDING))))
        .containsExactly(GOOD, BAD);
    assertThat(stores.queries().counts())
        .extracting(TaskCount::status)
        .containsExactlyInAnyOrder(TaskStatus.BLOCKED, TaskStatus.PENDING);
  }

  private List<TaskId> listed(TaskFilter filter) {
    return stores.queries().list(filter).stream()
        .map(TaskRow::standing)
        .map(s -> s.spec().id())
        .toList();
  }

  private static void assertApart(Run run) {
    assertThat(run.status()).isEqualTo(TaskStatus.BLOCKED);
    assertThat(run.blockedBy(BlockReason.UNREADABLE)).isTrue();
    assertThat(StoredCodes.unknown(run)).get().asString().contains("this build does not know");
  }

  @ParameterizedTest
  @EnumSource(names = {"STATUS", "LANE", "ENTRY", "BLOCK", "HELD_FROM", "INTERRUPTION"})
  void claims_pass_it_by_and_take_the_others(Code code) {
    insert(Sample.of(1), Sample.of(2));
    fixture.writeUnknown(BAD, code);
    String before = readable(stores.queries().find(BAD));

    Claimed first = claimed(asking(1, 0, Sample.LINE));
    Claimed second = claimed(asking(9, 0, Sample.LINE));

    assertThat(Stream.of(first, second).flatMap(c -> c.tasks().stream()).map(c -> c.spec().id()))
        .containsExactly(GOOD);
    assertThat(claim(9)).isEmpty();
    assertThat(readable(stores.queries().find(BAD))).isEqualTo(before);
    assertThat(standing(BAD).worker()).isEmpty();
    fixture.advance(StoredCodes.LOOK_AGAIN);
    stores.runs().promote(9);
    assertThat(claim(9)).isEmpty();
    assertThat(readable(stores.queries().find(BAD))).isEqualTo(before);
  }

  private static String readable(Optional<TaskRow> row) {
    return row.flatMap(r -> StoredCodes.unknown(r.standing().run())).orElse("known");
  }

  /** Otherwise a caller that waits until nothing is ready would wait forever. */
  @ParameterizedTest
  @EnumSource(names = {"STATUS", "LANE", "ENTRY", "BLOCK", "HELD_FROM", "INTERRUPTION"})
  void a_claim_says_what_it_set_apart_and_leaves_nothing_ready(Code code) {
    insert(Sample.of(1), Sample.of(2));
    fixture.writeUnknown(BAD, code);

    Claimed claimed = claimed(asking(9, 0, Sample.LINE));

    assertThat(ids(claimed.tasks())).containsExactly(GOOD);
    assertThat(claimed.apart()).extracting(Claimed.Apart::task).containsExactly(BAD);
    assertThat(claimed.apart()).allMatch(a -> a.why().startsWith("this build does not know "));
    assertThat(stores.queries().lines()).isEmpty();
  }

  @Test
  void a_task_in_a_lane_of_a_later_build_is_set_apart_where_nothing_else_is_ready() {
    insert(Sample.of(1));
    fixture.writeUnknown(BAD, Code.LANE);

    assertThat(claimed(asking(9, 0, Sample.LINE)).apart())
        .extracting(Claimed.Apart::task)
        .containsExactly(BAD);
    assertThat(stores.queries().lines()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"PHASE", "ENTRY", "INTERRUPTION"})
  void a_task_of_a_lost_worker_is_left_for_a_build_that_can_read_it(Code code) {
    insert(Sample.of(1), Sample.of(2));
    assertThat(claim(2)).hasSize(2);
    fixture.writeUnknown(BAD, code);
    assertApart(standing(BAD).run());
    fixture.advance(LEASE.plusMillis(1));
    register(Sample.worker(2));
    stores.workers().lose();

    for (int i = 1; i <= 3; i++) {
      ClaimId reaper = new ClaimId(Sample.worker(2), -i);
      List<Claim> taken = stores.workers().takeOver(reaper, new LostWorker(worker), 10);
      assertThat(ids(taken)).isEqualTo(i == 1 ? List.of(GOOD) : List.of());
      assertThat(ids(stores.runs().claimed(reaper))).isEqualTo(ids(taken));
    }

    assertThat(standing(BAD).worker()).contains(worker);
    assertThat(stores.workers().lose()).contains(new LostWorker(worker));
  }

  @Test
  void an_unknown_signal_is_none_and_its_batch_lands() {
    insert(Sample.of(1), Sample.of(2));
    List<Claim> claims = claim(2);
    raise(GOOD, Signal.PAUSE);
    fixture.writeUnknown(BAD, Code.SIGNAL);

    assertThat(stores.workers().renew(worker).signals()).containsOnlyKeys(GOOD);
    List<CheckpointResult> checked =
        stores
            .runs()
            .checkpoint(
                claims.stream()
                    .map(c -> new Checkpoint(c.key().next(), Sample.at("3"), Notes.NONE))
                    .toList());
    assertThat(checked).extracting(CheckpointResult::landing).containsOnly(WriteResult.APPLIED);
    assertThat(checked)
        .extracting(CheckpointResult::signal)
        .containsExactly(Signal.NONE, Signal.PAUSE);
    assertThat(
            stores
                .runs()
                .settle(
                    claims.stream()
                        .map(
                            c ->
                                new Settlement(
                                    c.key().next().next(),
                                    Sample.done(),
                                    Notes.NONE,
                                    KEEP,
                                    Duration.ZERO))
                        .toList()))
        .containsOnly(WriteResult.APPLIED);
  }

  @Test
  void a_release_under_an_unknown_signal_lands_beside_the_others() {
    insert(Sample.of(1), Sample.of(2));
    List<Claim> claims = claim(2);
    fixture.writeUnknown(BAD, Code.SIGNAL);

    assertThat(stores.runs().release(claims.stream().map(c -> c.key().next()).toList()))
        .containsOnly(WriteResult.APPLIED);
    assertThat(claim(9)).hasSize(2);
  }

  @Test
  void people_remove_it_and_steer_the_others_in_one_call() {
    insert(Sample.of(1), Sample.of(2));
    fixture.writeUnknown(BAD, Code.STATUS);

    List<WriteResult> results =
        stores
            .steering()
            .steer(
                Stream.of(BAD, GOOD)
                    .map(this::standing)
                    .map(UnknownCodeContract::removal)
                    .toList());

    assertThat(results).containsOnly(WriteResult.APPLIED);
    assertThat(listed(TaskFilter.newest(9))).isEmpty();
  }

  private static Steer removal(VersionedTask seen) {
    return new Steer.Move(seen, Steering.remove(seen.run()).orElseThrow(), KEEP);
  }

  @Test
  void cleaning_takes_the_others() {
    insert(Sample.of(1), Sample.of(2));
    end(claimOf(GOOD), Sample.done());
    fixture.writeUnknown(BAD, Code.STATUS);

    SteerStore.Sweep all =
        new SteerStore.Sweep(Set.of(), Set.of(), Optional.of(Duration.ZERO), false, false, 10);
    assertThat(stores.steering().clean(all)).isEqualTo(1);
    assertThat(listed(TaskFilter.newest(9))).containsExactly(BAD);
  }

  private Claim claimOf(TaskId task) {
    List<Claim> both = claim(2);
    assertThat(both).hasSize(2);
    both.stream().filter(c -> !c.key().task().equals(task)).forEach(c -> release(c.key().next()));
    return both.stream().filter(c -> c.key().task().equals(task)).findFirst().orElseThrow();
  }

  @Test
  void an_unknown_end_in_the_history_hides_nothing() {
    Claim claim = running(Sample.of(1));
    end(claim, Sample.retrying(Duration.ZERO));
    fixture.writeUnknown(BAD, Code.STATUS);

    assertThat(stores.queries().history(BAD, 9, 0)).hasSize(1);
    assertThat(stores.queries().messages(BAD)).isEmpty();
  }
}
