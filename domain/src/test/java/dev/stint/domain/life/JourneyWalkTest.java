package dev.stint.domain.life;

import static dev.stint.domain.random.RandomCases.check;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.domain.Fence;
import dev.stint.domain.Payload;
import dev.stint.domain.policy.GiveUp;
import dev.stint.domain.policy.RetryPolicy;
import dev.stint.domain.policy.Turn;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whatever happens to a task, in whatever order, it keeps the promises of its life. */
class JourneyWalkTest {

  @Test
  void no_walk_leaves_the_table_and_its_counts_never_lie() {
    check(
        300,
        values ->
            no_walk_leaves_the_table_and_its_counts_never_lie(
                values.anyBoolean(),
                values.of(GiveUp.values()),
                values.of(Turn.values()),
                values.list(0, 80, () -> values.between(0, 10_000))));
  }

  private static void no_walk_leaves_the_table_and_its_counts_never_lie(
      boolean hooks, GiveUp giveUp, Turn turn, List<Integer> choices) {
    Walker walker = new Walker(hooks, giveUp, turn, 2);
    for (int choice : choices) {
      Run was = walker.run;
      Fence fence = walker.fence;
      Walker.Move move = step(walker, choice);
      assertThat(walker.taken).allSatisfy(JourneyWalkTest::stands_in_the_table);
      assertThat(walker.fence).as(move.name()).isGreaterThanOrEqualTo(fence);
      keepsItsCounts(was, walker.run, move.name());
    }
  }

  private static void stands_in_the_table(Walker.Taken taken) {
    assertThat(Lifecycle.after(taken.from(), taken.event()))
        .as(taken.toString())
        .contains(taken.to());
  }

  private static void keepsItsCounts(Run was, Run is, String move) {
    boolean restarted = move.equals("restart");
    boolean advanced = is.action() > was.action() || !is.cursor().equals(was.cursor());
    if (advanced && !restarted && !move.equals("proceed elsewhere")) {
      assertThat(is.attempt()).as(move).isZero();
    }
    assertThat(is.attempt()).as(move).isLessThanOrEqualTo(was.attempt() + 1);
    assertThat(is.attempt()).as(move).isLessThanOrEqualTo(2);
    assertThat(is.losses()).as(move).isLessThanOrEqualTo(was.losses() + 1);
    assertThat(is.action()).as(move).isLessThanOrEqualTo(was.action() + 1);
    assertThat(is.status() == TaskStatus.BLOCKED || is.status() == TaskStatus.PAUSED)
        .as(move)
        .isEqualTo(
            is.heldFrom().isPresent()
                && !is.status().finished()
                && is.status() != TaskStatus.RUNNING
                && !is.status().claimable());
    if (is.status() == TaskStatus.BLOCKED) {
      assertThat(is.blocked()).as(move).isPresent();
    }
    if (is.status().claimable() && is.blocked().isPresent()) {
      assertThat(is.blockedBy(BlockReason.TASK)).as(move).isTrue();
    }
    assertThat(was.status().finished() && !restarted).as(move).isFalse();
  }

  @Test
  void a_task_left_in_peace_ends_well_from_wherever_it_stands() {
    check(
        200,
        values ->
            a_task_left_in_peace_ends_well_from_wherever_it_stands(
                values.anyBoolean(),
                values.of(GiveUp.values()),
                values.list(0, 60, () -> values.between(0, 10_000))));
  }

  private static void a_task_left_in_peace_ends_well_from_wherever_it_stands(
      boolean hooks, GiveUp giveUp, List<Integer> choices) {
    Walker walker = new Walker(hooks, giveUp, Turn.FAIR, 2);
    choices.forEach(choice -> step(walker, choice));
    for (int i = 0; i < 30 && !walker.run.status().finished(); i++) {
      first(walker, "resume", "unblock", "claim", "begin", "proceed", "done", "give up", "finish");
    }
    assertThat(walker.run.status().finished()).as(walker.run.toString()).isTrue();
  }

  @Test
  void a_task_that_only_ever_fails_is_given_up() {
    check(
        100,
        values ->
            a_task_that_only_ever_fails_is_given_up(
                values.anyBoolean(), values.of(GiveUp.values()), values.between(0, 3)));
  }

  private static void a_task_that_only_ever_fails_is_given_up(
      boolean hooks, GiveUp giveUp, int retries) {
    Walker walker = new Walker(hooks, giveUp, Turn.FAIR, retries);
    int tries = 0;
    while (!walker.run.status().finished() && tries++ < 500) {
      first(walker, "claim", "begin", "proceed", "fail", "give up", "finish");
    }
    TaskStatus end = giveUp == GiveUp.CONTINUE ? TaskStatus.SUCCEEDED : TaskStatus.FAILED;
    assertThat(walker.run.status()).isEqualTo(end);
  }

  @Test
  void a_task_that_retries_until_it_succeeds_never_gives_up_on_attempts() {
    check(
        50,
        values ->
            a_task_that_retries_until_it_succeeds_never_gives_up_on_attempts(
                values.between(1, 200)));
  }

  private static void a_task_that_retries_until_it_succeeds_never_gives_up_on_attempts(
      int failures) {
    Walker walker = new Walker(false, GiveUp.FAIL_TASK, Turn.FAIR, RetryPolicy.UNTIL_IT_SUCCEEDS);
    for (int i = 0; i < failures; i++) {
      first(walker, "claim");
      first(walker, "fail");
    }
    assertThat(walker.run.status()).isEqualTo(TaskStatus.RETRYING);
    assertThat(walker.run.attempt()).isEqualTo(failures);
  }

  @Test
  void a_fence_only_grows() {
    check(
        1_000,
        values -> a_fence_only_grows(values.between(0, 1L << 52), values.between(0, 1L << 52)));
  }

  private static void a_fence_only_grows(long value, long micros) {
    Fence fence = new Fence(value);
    Instant now = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);

    assertThat(fence.next(now)).isGreaterThan(fence).isGreaterThanOrEqualTo(new Fence(micros));
    assertThat(fence.next(now).value()).isIn(value + 1, micros);
    assertThat(fence.next(now.plusNanos(999))).isEqualTo(fence.next(now));
  }

  @Test
  void this_many_idle_yields_cost_this_many_hundredths_of_an_attempt() {
    check(
        50,
        values ->
            this_many_idle_yields_cost_this_many_hundredths_of_an_attempt(
                values.between(0, 350), values.anyBoolean()));
  }

  private static void this_many_idle_yields_cost_this_many_hundredths_of_an_attempt(
      int yields, boolean snoozesBetween) {
    Walker walker = new Walker(false, GiveUp.FAIL_TASK, Turn.FAIR, RetryPolicy.UNTIL_IT_SUCCEEDS);
    for (int i = 0; i < yields; i++) {
      first(walker, "claim");
      first(walker, "idle yield");
      if (snoozesBetween) {
        first(walker, "claim");
        first(walker, "snooze");
      }
    }
    assertThat(walker.run.attempt()).isEqualTo(yields / StepPolicy.IDLE_YIELDS);
    assertThat(walker.run.cursor()).isEqualTo(Payload.NONE);
  }

  /** Long walks, now and then in peace: what no function takes is a dead letter of the table. */
  @Test
  void every_transition_declared_is_taken_by_some_function() {
    Set<Walker.Taken> taken = new HashSet<>();
    Random random = new Random(42);
    for (boolean hooks : List.of(true, false)) {
      for (GiveUp giveUp : GiveUp.values()) {
        Walker walker = new Walker(hooks, giveUp, Turn.FAIR, 2);
        for (int i = 0; i < 20_000; i++) {
          step(walker, random.nextInt(10_000));
          if (random.nextBoolean()) {
            first(walker, "restart", "claim", "begin", "proceed", "done", "finish", "");
          }
        }
        taken.addAll(walker.taken);
      }
    }
    assertThat(taken).containsExactlyInAnyOrderElementsOf(declared());
  }

  private static Set<Walker.Taken> declared() {
    return Set.of(TaskStatus.values()).stream()
        .flatMap(
            from ->
                Set.of(TaskEvent.values()).stream()
                    .flatMap(
                        event ->
                            Lifecycle.after(from, event).stream()
                                .map(to -> new Walker.Taken(from, event, to))))
        .collect(Collectors.toSet());
  }

  private static Walker.Move step(Walker walker, int choice) {
    List<Walker.Move> moves = walker.moves();
    Walker.Move move = moves.get(choice % moves.size());
    move.happens().run();
    return move;
  }

  /** The first of these moves that is open now; a name stands for all that begin with it. */
  private static void first(Walker walker, String... names) {
    List<Walker.Move> moves = walker.moves();
    for (String name : names) {
      var open = moves.stream().filter(m -> m.name().startsWith(name)).findFirst();
      if (open.isPresent()) {
        open.get().happens().run();
        return;
      }
    }
    throw new AssertionError("no way on from " + walker.run);
  }
}
