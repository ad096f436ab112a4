package dev.stint.domain.life;

import dev.stint.domain.Due;
import dev.stint.domain.Fence;
import dev.stint.domain.Payload;
import dev.stint.domain.policy.GiveUp;
import dev.stint.domain.policy.RetryPolicy;
import dev.stint.domain.policy.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A task that anything may happen to: at each place it offers every move that the domain has for
 * it, and it remembers the transitions that it took.
 */
final class Walker {

  static final int ACTIONS = 3;

  /** A row of the table, with one of the places it leads to. */
  record Taken(TaskStatus from, TaskEvent event, TaskStatus to) {}

  /** Something that may happen now; changes the walker. */
  record Move(String name, Runnable happens) {}

  private static final Failure BOOM = Failure.temporary("boom", "boom");
  private static final Failure FATAL = Failure.permanent("fatal", "fatal");

  final Set<Taken> taken = new LinkedHashSet<>();
  final StepPolicy journey;
  Run run = Run.NEW;
  Fence fence = new Fence(0);
  private TaskStatus before = TaskStatus.PENDING;
  private int position;

  Walker(boolean hooks, GiveUp giveUp, Turn turn, int retries) {
    var retry = RetryPolicy.fixed(retries, Duration.ofSeconds(1));
    var action = new ActionPolicy("a", hooks, hooks, retry, 1, giveUp);
    this.journey = new StepPolicy(List.of(action, action, action), turn, new Random(1));
  }

  List<Move> moves() {
    List<Move> moves = new ArrayList<>();
    if (run.status() == TaskStatus.RUNNING) {
      atWork(moves);
    } else {
      steered(moves);
    }
    return moves;
  }

  private void atWork(List<Move> moves) {
    Step step = journey.next(run);
    moves.add(new Move("taken over", this::takenOver));
    if (run.phase() == Phase.CLAIMED) {
      for (Signal signal : Signal.values()) {
        moves.add(new Move("release under " + signal, () -> release(signal)));
      }
      end(moves, "unreadable", () -> Waiting.unreadable(run, before, BOOM), TaskEvent.BLOCK);
    }
    end(moves, "shut down", () -> journey.shutDown(run), TaskEvent.INTERRUPT);
    end(moves, "crash", () -> journey.crashed(run, BOOM), TaskEvent.INTERRUPT);
    if (journey.mustBegin(run, step)) {
      moves.add(new Move("begin " + step, () -> run = journey.begun(run, step)));
      return;
    }
    switch (step) {
      case FINISH -> end(moves, "finish", () -> journey.succeed(run), TaskEvent.SUCCEED);
      case GIVE_UP -> end(moves, "give up", () -> journey.giveUp(run, BOOM), TaskEvent.FAIL);
      case START, RECOVER -> inHook(moves);
      case EXECUTE -> inAction(moves);
    }
  }

  private void inHook(List<Move> moves) {
    moves.add(new Move("proceed", () -> run = journey.proceed(run)));
    moves.add(new Move("proceed elsewhere", () -> run = journey.proceed(run, further())));
    moves.add(new Move("skip", () -> run = journey.nextAction(run)));
    end(moves, "hook fails", () -> journey.hookFailed(run, BOOM), TaskEvent.RETRY);
    end(moves, "hook fails permanently", () -> journey.hookFailed(run, FATAL), TaskEvent.FAIL);
    end(moves, "hook hangs", () -> journey.timedOut(run, BOOM), TaskEvent.INTERRUPT);
  }

  private void inAction(List<Move> moves) {
    moves.add(new Move("done", () -> run = journey.nextAction(run)));
    moves.add(new Move("checkpoint", () -> run = journey.checkpoint(run, further())));
    moves.add(new Move("checkpoint here", () -> run = journey.checkpoint(run, run.cursor())));
    end(moves, "yield", () -> journey.yield(run, further()), TaskEvent.YIELD);
    end(moves, "idle yield", () -> journey.yield(run, run.cursor()), TaskEvent.YIELD);
    end(moves, "snooze", () -> journey.snooze(run, run.cursor(), Due.NOW), TaskEvent.YIELD);
    end(moves, "between", () -> journey.yieldBetween(run), TaskEvent.YIELD);
    end(moves, "wait", () -> journey.block(run, run.cursor(), Waits.A_DAY), TaskEvent.BLOCK);
    end(moves, "fail", () -> journey.fail(run, BOOM), TaskEvent.RETRY);
    end(moves, "fail permanently", () -> journey.fail(run, FATAL), TaskEvent.FAIL);
    end(moves, "hang", () -> journey.timedOut(run, BOOM), TaskEvent.INTERRUPT);
  }

  private void steered(List<Move> moves) {
    if (run.claimable()) {
      moves.add(new Move("claim", this::claim));
      moves.add(new Move("its turn", () -> arrive(TaskEvent.BLOCK, SerialKeyRules.waiting(run))));
    }
    if (run.status() == TaskStatus.BLOCKED && run.blockedBy(BlockReason.TURN)) {
      moves.add(new Move("granted", () -> arrive(TaskEvent.UNBLOCK, SerialKeyRules.granted(run))));
    }
    if (run.status() == TaskStatus.BLOCKED) {
      end(moves, "wait runs out", () -> journey.fail(run, BOOM), TaskEvent.RETRY);
      end(moves, "wait is void", () -> journey.giveUp(run, FATAL), TaskEvent.FAIL);
    }
    steer(moves, "unblock", Steering.unblock(run), TaskEvent.UNBLOCK);
    steer(moves, "pause", Steering.pause(run), TaskEvent.PAUSE);
    steer(moves, "resume", Steering.resume(run), TaskEvent.RESUME);
    steer(moves, "cancel", Steering.cancel(run), TaskEvent.CANCEL);
    steer(moves, "supersede", Steering.supersede(run), TaskEvent.SUPERSEDE);
    Steering.restart(run).ifPresent(o -> moves.add(new Move("restart", () -> restart(o))));
  }

  private void restart(Outcome outcome) {
    fence = fence.next(Instant.EPOCH);
    arrive(TaskEvent.RESTART, outcome.run());
  }

  private void steer(List<Move> moves, String name, Optional<Outcome> to, TaskEvent event) {
    to.ifPresent(outcome -> moves.add(new Move(name, () -> arrive(event, outcome.run()))));
  }

  /** An end of a stint, plain or bent by what a person wished meanwhile. */
  private void end(List<Move> moves, String name, Supplier<Outcome> outcome, TaskEvent event) {
    moves.add(new Move(name, () -> settle(outcome.get(), event, Signal.NONE)));
    if (run.status() == TaskStatus.RUNNING) {
      for (Signal signal : EnumSet.of(Signal.PAUSE, Signal.CANCEL, Signal.REMOVE)) {
        moves.add(new Move(name + " under " + signal, () -> settle(outcome.get(), event, signal)));
      }
    }
  }

  private void settle(Outcome plain, TaskEvent event, Signal signal) {
    Outcome bent = plain.under(signal);
    TaskEvent seen =
        bent.run().equals(plain.run())
            ? named(event, plain.run().status())
            : signal == Signal.PAUSE ? TaskEvent.PAUSE : TaskEvent.CANCEL;
    arrive(seen, bent.run());
  }

  /** A failure that finds no try left, or gives way to the next action, is another event. */
  private TaskEvent named(TaskEvent event, TaskStatus to) {
    return switch (to) {
      case FAILED -> TaskEvent.FAIL;
      case SUCCEEDED -> TaskEvent.SUCCEED;
      case RETRYING -> TaskEvent.RETRY;
      case YIELDED ->
          run.status() == TaskStatus.BLOCKED
              ? TaskEvent.UNBLOCK
              : event == TaskEvent.RELEASE ? event : TaskEvent.YIELD;
      default -> event;
    };
  }

  private void release(Signal signal) {
    Outcome back = Outcome.of(StepPolicy.released(run, before), Due.UNCHANGED).under(signal);
    arrive(
        switch (signal) {
          case NONE -> TaskEvent.RELEASE;
          case PAUSE -> TaskEvent.PAUSE;
          case CANCEL, REMOVE -> TaskEvent.CANCEL;
        },
        back.run());
  }

  private void claim() {
    before = run.status();
    fence = fence.next(Instant.EPOCH);
    arrive(TaskEvent.CLAIM, StepPolicy.claimed(run));
  }

  private void takenOver() {
    fence = fence.next(Instant.EPOCH);
    arrive(TaskEvent.TAKE_OVER, run);
    settle(journey.crashed(run, BOOM), TaskEvent.INTERRUPT, Signal.NONE);
  }

  private void arrive(TaskEvent event, Run next) {
    // A wait that lies beneath goes on: what is unblocked stays BLOCKED.
    boolean waitsOn = event == TaskEvent.UNBLOCK && next.status() == TaskStatus.BLOCKED;
    taken.add(new Taken(run.status(), waitsOn ? TaskEvent.BLOCK : event, next.status()));
    run = next;
  }

  private Payload further() {
    return Payload.of(String.valueOf(++position));
  }
}
