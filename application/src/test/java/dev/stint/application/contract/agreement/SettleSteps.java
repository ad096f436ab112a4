package dev.stint.application.contract.agreement;

import dev.stint.application.contract.Sample;
import dev.stint.application.contract.agreement.RunSteps.Slip;
import dev.stint.application.spi.ClaimRequest;
import dev.stint.application.spi.Notes;
import dev.stint.application.spi.Settled;
import dev.stint.application.spi.Settlement;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.Due;
import dev.stint.domain.Payload;
import dev.stint.domain.life.ActionPolicy;
import dev.stint.domain.life.Await;
import dev.stint.domain.life.Block;
import dev.stint.domain.life.Failure;
import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.StepPolicy;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.life.Waiting;
import dev.stint.domain.life.WriteKey;
import dev.stint.domain.policy.GiveUp;
import dev.stint.domain.policy.HeadPolicy;
import dev.stint.domain.policy.RetryPolicy;
import dev.stint.domain.policy.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** The ends of stints, every one that the domain knows. */
final class SettleSteps {

  private static final RetryPolicy RETRY = RetryPolicy.fixed(3, Duration.ofSeconds(5));

  /** The same wait on both sides. */
  private static final RandomGenerator NO_JITTER = () -> 1L << 62;

  static final StepPolicy JOURNEY =
      new StepPolicy(
          List.of(
              new ActionPolicy("first", true, true, RETRY, 1, GiveUp.CONTINUE),
              new ActionPolicy("second", false, false, RETRY, 1, GiveUp.FAIL_TASK)),
          Turn.FAIR,
          NO_JITTER);

  private static final StepPolicy RESUMED_FIRST =
      new StepPolicy(List.of(ActionPolicy.of("only")), Turn.RESUME_FIRST, NO_JITTER);

  private static final List<Duration> KEPT =
      List.of(Duration.ZERO, Duration.ofHours(1), Duration.ofDays(30), Duration.ofDays(30));

  private final Known known;
  private final Draw draw;

  SettleSteps(Known known) {
    this.known = known;
    this.draw = known.draw;
  }

  /** An end, and what it is called. */
  private record End(String words, Function<Run, Outcome> of) {}

  /** One settlement of a call. */
  private record One(
      int task,
      int claim,
      Slip slip,
      End end,
      Notes notes,
      Duration keep,
      Duration ran,
      HeadPolicy head,
      int history) {

    String words() {
      return "task %d under its claim no. %d%s: %s%s, kept %s, history %d%s"
          .formatted(
              task,
              claim + 1,
              slip == Slip.NONE ? "" : " " + slip,
              end.words,
              RunSteps.words(notes),
              keep,
              history,
              head == HeadPolicy.HOLD ? "" : ", " + head);
    }

    /** With a task that steps aside in the batch, a store may take no successors at all. */
    One holding() {
      return new One(task, claim, slip, end, notes, keep, ran, HeadPolicy.HOLD, history);
    }

    boolean there(Side side) {
      return side.held(task, claim).filter(h -> slip.key(h).isPresent()).isPresent();
    }

    Settlement of(Side side) {
      Side.Held held = side.held(task, claim).orElseThrow();
      WriteKey key = slip.key(held).orElseThrow();
      return new Settlement(key, end.of.apply(held.run), notes, keep, ran, head, history);
    }
  }

  /** Up to three settlements in one call. */
  Step settle() {
    return settle(false);
  }

  /** The same, which takes over the serial keys it frees. */
  Step settleTaking() {
    return settle(true);
  }

  /** A settlement that comes twice, too late, too early or from somebody else. */
  Step late() {
    List<Integer> claimed = known.reference.claimed();
    if (claimed.isEmpty() || known.tight) {
      return new RunSteps(known).claim();
    }
    int task = draw.of(claimed);
    int claim = draw.between(0, known.reference.claims(task) - 1);
    return step(List.of(one(task, claim, draw.of(Slip.values()))));
  }

  private Step settle(boolean taking) {
    List<Integer> running = known.running();
    if (running.isEmpty()) {
      return new RunSteps(known).claim();
    }
    List<One> ones =
        draw.some(running, 3).stream()
            .map(t -> one(t, known.reference.claims(t) - 1, Slip.NONE))
            .map(one -> taking ? one.holding() : one)
            .toList();
    return taking ? taking(ones, new RunSteps(known).request(draw.upTo(4))) : step(ones);
  }

  private One one(int task, int claim, Slip slip) {
    return new One(
        task,
        claim,
        slip,
        end(task),
        RunSteps.notes(draw),
        draw.of(KEPT),
        Duration.ofMillis(draw.upTo(50)),
        draw.chance(75) ? HeadPolicy.HOLD : HeadPolicy.STEP_ASIDE,
        draw.chance(70) ? Settlement.HISTORY : draw.between(0, 3));
  }

  private static Step step(List<One> ones) {
    return new Step(
        "settle " + ones.stream().map(One::words).collect(Collectors.joining("; ")),
        ones.stream().map(One::task).collect(Collectors.toUnmodifiableSet()),
        side -> {
          List<One> there = ones.stream().filter(o -> o.there(side)).toList();
          List<Settlement> all = there.stream().map(o -> o.of(side)).toList();
          List<WriteResult> results = side.stores.runs().settle(all);
          ended(side, there, all, results);
          return results;
        });
  }

  private static Step taking(List<One> ones, ClaimRequest successors) {
    return new Step(
        "settle "
            + ones.stream().map(One::words).collect(Collectors.joining("; "))
            + "; "
            + RunSteps.words("takes", successors),
        ones.stream().map(One::task).collect(Collectors.toUnmodifiableSet()),
        side -> {
          List<One> there = ones.stream().filter(o -> o.there(side)).toList();
          List<Settlement> all = there.stream().map(o -> o.of(side)).toList();
          Settled settled =
              side.successors
                  ? side.stores.runs().settle(all, successors)
                  : new Settled(side.stores.runs().settle(all), List.of(), true);
          ended(side, there, all, settled.landings());
          settled.successors().forEach(c -> side.take(c, StepPolicy.claimed(c.run())));
          return List.of(settled.landings(), settled.successors());
        });
  }

  private static void ended(
      Side side, List<One> ones, List<Settlement> written, List<WriteResult> results) {
    List<Side.Held> helds = new ArrayList<>();
    ones.forEach(o -> helds.add(side.held(o.task, o.claim).orElseThrow()));
    RunSteps.ended(helds, written.stream().map(Settlement::key).toList(), results);
  }

  private End end(int task) {
    Payload cursor = draw.chance(30) ? Payload.NONE : Payload.of("cursor " + draw.upTo(9));
    Failure failure = Failure.temporary("kind", "it failed, no. " + draw.upTo(99));
    Instant later = known.reference.now().plusSeconds(draw.upTo(120));
    Await await = RequestSteps.await(known);
    Due due = draw.chance(70) ? Due.in(Duration.ofSeconds(draw.upTo(30))) : Due.at(later);
    return draw.of(
        new End("succeeds", r -> JOURNEY.succeed(at(r))),
        new End("succeeds", r -> JOURNEY.succeed(at(r))),
        new End("fails", r -> JOURNEY.fail(at(r), failure)),
        new End(
            "fails permanently", r -> JOURNEY.fail(at(r), Failure.permanent("kind", "it cannot"))),
        new End("yields at " + cursor, r -> JOURNEY.yield(at(r), cursor)),
        new End("yields to be resumed first", r -> RESUMED_FIRST.yield(at(r), cursor)),
        new End("yields between actions", r -> JOURNEY.yieldBetween(JOURNEY.nextAction(at(r)))),
        new End("is snoozed, " + due, r -> JOURNEY.snooze(at(r), cursor, due)),
        new End(
            "waits " + RequestSteps.waiting(await),
            r -> JOURNEY.block(at(r), cursor, Block.on(await, later))),
        new End("waits on", r -> waitsOn(r, await, later)),
        new End("is shut down", r -> JOURNEY.shutDown(at(r))),
        new End("is timed out", r -> JOURNEY.timedOut(at(r), failure)),
        new End("crashed", r -> JOURNEY.crashed(at(r), failure)),
        new End("fails in a hook", r -> JOURNEY.hookFailed(at(r), failure)),
        new End(
            "cannot be read",
            r -> Waiting.unreadable(r, TaskStatus.PENDING, Failure.permanent("unreadable", "x"))));
  }

  private static Outcome waitsOn(Run run, Await await, Instant later) {
    return run.blocked()
        .flatMap(Block::await)
        .map(a -> Waiting.waitOn(run, Block.on(a, later)))
        .orElseGet(() -> Waiting.waitBefore(run, TaskStatus.PENDING, Block.on(await, later)));
  }

  /** Where a task is at work that looked first whether its wait is over. */
  private static Run at(Run run) {
    return run.blocked().isPresent() ? Waiting.waited(run) : run;
  }

  /** Registers the waits of tasks that are BLOCKED, as their workers do before they settle. */
  Step register() {
    List<Integer> waiting = known.where(s -> s.run().blocked().flatMap(Block::await).isPresent());
    int waiter = waiting.isEmpty() || draw.chance(20) ? known.anyTask() : draw.of(waiting);
    int target =
        known
            .reference
            .standing(waiter)
            .flatMap(s -> s.run().blocked())
            .flatMap(Block::await)
            .map(a -> Sample.number(a.task()))
            .orElseGet(known::anyTask);
    return UpkeepSteps.register(target, waiter, UpkeepSteps.fence(draw));
  }

  static Set<Integer> both(int one, int other) {
    return one == other ? Set.of(one) : Set.of(one, other);
  }
}
