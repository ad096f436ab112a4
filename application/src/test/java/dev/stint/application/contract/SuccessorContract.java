package dev.stint.application.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.spi.Claim;
import dev.stint.application.spi.ClaimId;
import dev.stint.application.spi.ClaimRequest;
import dev.stint.application.spi.LineLimit;
import dev.stint.application.spi.Notes;
import dev.stint.application.spi.Settled;
import dev.stint.application.spi.Settlement;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.Due;
import dev.stint.domain.Lane;
import dev.stint.domain.Payload;
import dev.stint.domain.TaskId;
import dev.stint.domain.WorkerId;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.TaskStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Settlements that claim the next tasks of the serial keys they free. A store that takes no
 * successors leaves them ready; whatever it does, nobody else gets a successor, and nobody is
 * forgotten.
 */
public abstract class SuccessorContract extends Contract {

  /** Claims without an end in sight: a store that hands out nothing fails the test by then. */
  private static final int ROUNDS = 20_000;

  private static final List<Lane> ALL = List.of(Lane.values());
  private static final LineLimit LINE = new LineLimit(Sample.LINE, 100);

  private static Sample keyed(int number) {
    return Sample.of(number).serial("customer 7");
  }

  private ClaimRequest asking(int limit, List<Lane> lanes, long bytes, LineLimit... lines) {
    return new ClaimRequest(new ClaimId(worker, 77), List.of(lines), lanes, limit, 9, bytes);
  }

  private ClaimRequest asking() {
    return asking(9, ALL, ANY_SIZE, LINE);
  }

  private static Settlement done(Claim claim) {
    return new Settlement(
        claim.key().next(), Sample.done(), Notes.NONE, KEEP, Duration.ofMillis(5));
  }

  private Settled settle(ClaimRequest successors, Claim... claims) {
    Settled settled =
        stores
            .runs()
            .settle(Arrays.stream(claims).map(SuccessorContract::done).toList(), successors);
    assertThat(settled.landings()).hasSize(claims.length).containsOnly(WriteResult.APPLIED);
    return settled;
  }

  /** These are the successors, if the store takes any; else they are ready, and claimed now. */
  private List<Claim> inherited(Settled settled, int... numbers) {
    TaskId[] expected = Arrays.stream(numbers).mapToObj(Sample::id).toArray(TaskId[]::new);
    List<Claim> successors = settled.successors();
    if (!fixture.takesSuccessors()) {
      assertThat(successors).isEmpty();
      assertThat(settled.others()).isTrue();
      successors = claim(numbers.length);
    }
    assertThat(ids(successors)).containsExactly(expected);
    return successors;
  }

  private void nobodyInherits(Settled settled, int... claimableInstead) {
    assertThat(settled.successors()).isEmpty();
    assertThat(settled.others()).isTrue();
    TaskId[] ready = Arrays.stream(claimableInstead).mapToObj(Sample::id).toArray(TaskId[]::new);
    assertThat(ids(claim(9))).containsExactly(ready);
  }

  @Test
  void the_next_task_of_a_key_is_claimed_as_by_a_claim() {
    insert(keyed(1));
    insert(keyed(2));
    insert(keyed(3));

    Settled settled = settle(asking(), claimOne());

    Claim successor = inherited(settled, 2).get(0);
    assertThat(successor.run()).isEqualTo(Run.NEW);
    assertThat(successor.spec().arguments()).isEqualTo(Payload.of("arguments 2"));
    assertThat(successor.key().worker()).isEqualTo(worker);
    assertThat(claim(9)).as("it is nobody else's, and the third waits").isEmpty();
    assertThat(stores.workers().held(worker)).containsExactly(successor.key());
    assertThat(standing(Sample.id(2)).run().status()).isEqualTo(TaskStatus.RUNNING);
    inherited(settle(asking(), successor), 3);
  }

  @Test
  void the_last_task_of_a_key_has_no_successor() {
    Claim only = running(keyed(1));

    Settled settled = settle(asking(), only);

    assertThat(settled.successors()).isEmpty();
    assertThat(settled.others() && fixture.takesSuccessors()).isFalse();
    insert(keyed(2));
    assertThat(ids(claim(9))).containsExactly(Sample.id(2));
  }

  @Test
  void a_ready_task_that_comes_first_is_passed_by_nobody() {
    insert(keyed(1));
    insert(keyed(2));
    Claim first = claimOne();
    insert(Sample.of(3).priority(5));

    nobodyInherits(settle(asking(), first), 3, 2);
  }

  @Test
  void a_ready_task_that_comes_later_is_not_waited_for() {
    insert(keyed(1));
    insert(keyed(2));
    Claim first = claimOne();
    insert(Sample.of(3).priority(-5));

    inherited(settle(asking(), first), 2);
    assertThat(ids(claim(9))).containsExactly(Sample.id(3));
  }

  @Test
  void a_ready_task_of_a_line_of_which_none_is_wanted_comes_first_all_the_same() {
    insert(keyed(1));
    insert(keyed(2));
    Claim first = claimOne();
    insert(Sample.of(3).in(Sample.OTHER_LINE).priority(5));
    LineLimit other = new LineLimit(Sample.OTHER_LINE, 0);

    nobodyInherits(settle(asking(9, ALL, ANY_SIZE, LINE, other), first), 2);
  }

  @Test
  void a_ready_task_of_a_line_not_named_does_not_count() {
    insert(keyed(1));
    insert(keyed(2));
    Claim first = claimOne();
    insert(Sample.of(3).in(Sample.OTHER_LINE).priority(5));

    inherited(settle(asking(), first), 2);
  }

  @Test
  void the_least_and_the_greatest_priority_are_priorities_like_others() {
    insert(Sample.of(1).serial("a"), Sample.of(2).serial("b"));
    insert(Sample.of(3).serial("a").priority(Integer.MIN_VALUE));
    insert(Sample.of(4).serial("b").priority(Integer.MAX_VALUE));
    Claim[] running = claim(9).toArray(new Claim[0]);
    insert(Sample.of(5).priority(Integer.MIN_VALUE).due(Due.NOW));

    inherited(settle(asking(), running), 4, 3);
    assertThat(ids(claim(9))).containsExactly(Sample.id(5));
  }

  @Test
  void a_line_of_which_none_is_wanted_or_that_is_not_named_has_no_successors() {
    insert(keyed(1), Sample.of(2).serial("another"));
    insert(keyed(3));
    insert(Sample.of(4).serial("another"));
    List<Claim> first = claim(9);
    LineLimit none = new LineLimit(Sample.LINE, 0);
    Settled settled = settle(asking(9, ALL, ANY_SIZE, none), first.get(0));
    assertThat(settled.successors()).isEmpty();

    LineLimit other = new LineLimit(Sample.OTHER_LINE, 9);
    nobodyInherits(settle(asking(9, ALL, ANY_SIZE, other), first.get(1)), 3, 4);
  }

  @Test
  void a_lane_that_is_not_asked_for_has_no_successors() {
    insert(keyed(1));
    insert(keyed(2));

    nobodyInherits(settle(asking(9, List.of(Lane.INTERACTIVE), ANY_SIZE, LINE), claimOne()), 2);
  }

  @Test
  void there_are_no_more_successors_than_asked_for_and_the_most_urgent_ones_are() {
    insert(Sample.of(1).serial("a"), Sample.of(2).serial("b"), Sample.of(3).serial("c"));
    insert(Sample.of(4).serial("a"), Sample.of(5).serial("b").priority(3));
    insert(Sample.of(6).serial("c").priority(1));
    Claim[] running = claim(9).toArray(new Claim[0]);

    Settled settled = settle(asking(2, ALL, ANY_SIZE, LINE), running);

    inherited(settled, 5, 6);
    assertThat(settled.others()).isTrue();
    assertThat(ids(claim(9))).containsExactly(Sample.id(4));
  }

  @Test
  void there_are_no_more_successors_of_a_line_than_it_allows() {
    insert(Sample.of(1).serial("a"), Sample.of(2).serial("b"), Sample.of(3).serial("c"));
    insert(Sample.of(4).serial("a"), Sample.of(5).serial("b"), keyed(6));
    insert(Sample.of(7).serial("c").in(Sample.OTHER_LINE));
    Claim[] running =
        claim(9).stream().filter(c -> !c.spec().id().equals(Sample.id(6))).toArray(Claim[]::new);
    ClaimRequest one =
        asking(
            9, ALL, ANY_SIZE, new LineLimit(Sample.LINE, 1), new LineLimit(Sample.OTHER_LINE, 1));

    Settled settled = settle(one, running);

    assertThat(settled.others()).isTrue();
    if (fixture.takesSuccessors()) {
      assertThat(ids(settled.successors())).containsExactly(Sample.id(4), Sample.id(7));
    }
    assertThat(ids(claim(9))).contains(Sample.id(5));
  }

  @Test
  void a_task_with_losses_is_no_successor() {
    insert(keyed(1));
    Run lost = Sample.run(TaskStatus.INTERRUPTED, Payload.NONE, 0, 1);
    insert(keyed(2).run(lost));

    nobodyInherits(settle(asking(), claimOne()), 2);
  }

  @Test
  void what_does_not_fit_stays_ready() {
    insert(Sample.of(1).serial("a"), Sample.of(2).serial("b"));
    Payload large = Payload.of("x".repeat(1_000));
    insert(Sample.of(3).serial("a").arguments(large).priority(1));
    insert(Sample.of(4).serial("b").arguments(large));
    Claim[] running = claim(9).toArray(new Claim[0]);

    Settled settled = settle(asking(9, ALL, 10, LINE), running);

    inherited(settled, 3);
    assertThat(settled.others()).isTrue();
    assertThat(ids(claim(9))).containsExactly(Sample.id(4));
  }

  @Test
  void a_worker_that_is_not_live_has_no_successors() {
    insert(keyed(1));
    insert(keyed(2));
    Claim first = claimOne();
    fixture.advance(LEASE.plusMillis(1));
    assertThat(stores.workers().lose()).hasSize(1);

    Settled settled = settle(asking(), first);
    worker = Sample.worker(2);
    register(worker);

    nobodyInherits(settled, 2);
  }

  @Test
  void a_repeat_takes_no_successors_and_the_claim_can_be_asked_for_again() {
    insert(keyed(1));
    insert(keyed(2));
    insert(keyed(3));
    Claim first = claimOne();
    List<Claim> successors = settle(asking(), first).successors();

    Settled again = stores.runs().settle(List.of(done(first)), asking());

    assertThat(again.landings()).containsExactly(WriteResult.APPLIED_BEFORE);
    assertThat(again.successors()).isEmpty();
    assertThat(stores.runs().claimed(asking().id())).isEqualTo(successors);
    assertThat(ids(claim(9)))
        .isEqualTo(fixture.takesSuccessors() ? List.of() : List.of(Sample.id(2)));
  }

  @Test
  void a_released_successor_keeps_its_key_and_is_ready() {
    insert(keyed(1));
    insert(keyed(2));
    insert(keyed(3));
    Claim successor = inherited(settle(asking(), claimOne()), 2).get(0);

    assertThat(release(successor.key().next())).isEqualTo(WriteResult.APPLIED);

    Claim again = claimOne();
    assertThat(again.spec().id()).isEqualTo(Sample.id(2));
    assertThat(again.run()).isEqualTo(Run.NEW);
  }

  @Test
  void successors_of_two_workers_run_in_order_and_never_two_of_a_key_at_once() throws Exception {
    int tasks = 60;
    IntStream.rangeClosed(1, tasks).forEach(i -> insert(Sample.of(i).serial("key " + i % 4)));
    WorkerId other = Sample.worker(2);
    register(other);
    Set<String> held = ConcurrentHashMap.newKeySet();
    List<TaskId> ran = new ArrayList<>();
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      for (Future<?> each :
          pool.invokeAll(List.of(chain(worker, held, ran), chain(other, held, ran)))) {
        each.get();
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(ran).hasSize(tasks).doesNotHaveDuplicates();
    for (int key = 0; key < 4; key++) {
      int mine = key;
      assertThat(
              ran.stream()
                  .filter(
                      id ->
                          IntStream.rangeClosed(1, tasks)
                              .anyMatch(i -> i % 4 == mine && Sample.id(i).equals(id))))
          .isSortedAccordingTo(Comparator.naturalOrder());
    }
  }

  /** Claims, and goes on with successors until there are none. */
  private Callable<Void> chain(WorkerId by, Set<String> held, List<TaskId> ran) {
    return () -> {
      long number = 0;
      while (count(ran) < 60 && number < ROUNDS) {
        List<Claim> mine = claimed(asking(by, ++number)).tasks();
        while (!mine.isEmpty()) {
          mine.forEach(c -> begin(c, held, ran));
          mine.forEach(c -> held.remove(keyOf(c)));
          List<Settlement> settlements = mine.stream().map(SuccessorContract::done).toList();
          Settled settled = stores.runs().settle(settlements, asking(by, ++number));
          assertThat(settled.landings()).containsOnly(WriteResult.APPLIED);
          mine = settled.successors();
        }
        stores.runs().deliver(100, Duration.ZERO);
      }
      return null;
    };
  }

  private static void begin(Claim claim, Set<String> held, List<TaskId> ran) {
    assertThat(held.add(keyOf(claim))).as("two of " + keyOf(claim) + " at once").isTrue();
    synchronized (ran) {
      ran.add(claim.spec().id());
    }
  }

  private static String keyOf(Claim claim) {
    return claim.spec().serialKey().orElseThrow().value();
  }

  private static int count(List<TaskId> ran) {
    synchronized (ran) {
      return ran.size();
    }
  }
}
