package dev.stint.application.engine;

import dev.stint.application.api.operate.RunBatch;
import dev.stint.application.api.operate.Work;
import dev.stint.application.engine.base.Interrupts;
import dev.stint.application.engine.claim.LineChoice;
import dev.stint.application.spi.Mutexes;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/**
 * An engine for hosts' tests: it works only when it is told to, in the calling thread, on a clock
 * that stands still until it is stepped. What runs is what {@link Engine} runs. For one thread.
 */
public final class SteppedEngine implements Work, RunBatch {

  private final EngineParts parts;
  private final LongConsumer passing;

  /** The workers under way: more than one where a task itself runs a batch. */
  private final Deque<SteppedWorker> working = new ArrayDeque<>();

  private volatile boolean abandoned;

  private CompletableFuture<Ended> ended = new CompletableFuture<>();

  /**
   * @param passing lets this many nanoseconds pass, where an engine with threads would wait
   */
  public SteppedEngine(EngineParts parts, LongConsumer passing) {
    this.parts = parts;
    this.passing = passing;
  }

  /**
   * Runs what is due, the most urgent first, until {@code enough} or nothing is due; answers
   * whether nothing was left.
   */
  public boolean run(Predicate<Integer> enough) {
    LineChoice all = LineChoice.of(parts.registry(), Set.of(), Set.of());
    return with(new SteppedWorker(parts, all, Optional.empty()), worker -> run(worker, enough));
  }

  private static boolean run(SteppedWorker worker, Predicate<Integer> enough) {
    int ran = 0;
    while (!enough.test(ran)) {
      if (!worker.runNext()) {
        return !worker.leaves();
      }
      ran++;
    }
    return false;
  }

  private boolean with(SteppedWorker worker, Predicate<SteppedWorker> work) {
    return Interrupts.stepped(
        passing,
        () -> {
          if (abandoned) {
            throw new IllegalStateException("this engine was abandoned");
          }
          working.push(worker);
          try {
            worker.begin();
            boolean drained = work.test(worker);
            worker.clean();
            return drained;
          } finally {
            working.remove(worker);
            worker.close();
          }
        });
  }

  /** Time passed on the clock: live workers renew, and end what is overdue. */
  public void timePassed() {
    List.copyOf(working).forEach(SteppedWorker::timePassed);
  }

  /** Ends what is under way as if its process had been killed. By another thread than its own. */
  public void abandon() {
    abandoned = true;
    List.copyOf(working).forEach(SteppedWorker::abandon);
    working.clear();
  }

  @Override
  public Report runBatch(Limits limits) {
    if (limits.exclusive().isEmpty()) {
      return batch(limits);
    }
    Optional<Mutexes.Hold> held =
        parts.mutexes().tryAcquire(limits.exclusive().get(), parts.config().lease());
    if (held.isEmpty()) {
      return new Report(false, true, false, false, Map.of(), 0, List.of(), Duration.ZERO);
    }
    try (Mutexes.Hold hold = held.get()) {
      return batch(limits);
    }
  }

  private Report batch(Limits limits) {
    long began = parts.ticker().nanos();
    long end = began + limits.within().orElse(parts.config().batchLimit()).toNanos();
    LineChoice lines = LineChoice.of(parts.registry(), limits.queues(), limits.types());
    SteppedWorker worker = new SteppedWorker(parts, lines, Optional.of(end));
    if (limits.endsUnfinished()) {
      worker.endsUnfinished();
    }
    boolean drained = with(worker, w -> run(w, ran -> parts.ticker().nanos() - end >= 0));
    Duration used = Duration.ofNanos(parts.ticker().nanos() - began);
    return new Report(drained, false, false, false, worker.counts(), 0, worker.messages(), used);
  }

  /** Does nothing but note it: tasks run when the test says so. */
  @Override
  public void start() {
    ended = new CompletableFuture<>();
  }

  @Override
  public void stop(Duration patience) {
    ended.complete(new Ended(Reason.STOPPED, "stopped by the host"));
  }

  @Override
  public void drain() {
    ended.complete(new Ended(Reason.DRAINED, "drained by the host"));
  }

  @Override
  public CompletionStage<Ended> ended() {
    return ended.minimalCompletionStage();
  }

  @Override
  public Condition condition() {
    return new Condition(true, "works when it is told to", working.size(), 0);
  }
}
