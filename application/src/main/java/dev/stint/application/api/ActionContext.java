package dev.stint.application.api;

import dev.stint.application.api.operate.Work;
import dev.stint.domain.ActionLink;
import dev.stint.domain.Fence;
import dev.stint.domain.Message;
import dev.stint.domain.Payload;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Await;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What an action knows of its stint. For the action's own thread only. */
public interface ActionContext {

  TaskId task();

  /** Grows each time the task changes hands; for conditional writes outside. */
  Fence fence();

  /** Failed tries of this action since it last moved on; 0 on the normal run. */
  int attempt();

  /** Where this action left off; {@link Payload#NONE} at its beginning. */
  Payload cursor();

  /** The moment this stint ends, on the store's clock. */
  Instant deadline();

  Instant now();

  /**
   * Whether to stop at the next convenient place: time, shutdown, a signal, interactive work, a
   * lost lease.
   */
  boolean shouldYield();

  /**
   * How the task ended that this one was requested for by {@link RequestTasks#requestThen}; empty
   * if it was not, or if that task is gone: it was removed, or no worker looked at its callback for
   * longer than it is kept. Every attempt is told the same.
   */
  default Optional<TaskEnd> ended() {
    return Optional.empty();
  }

  /**
   * The result of the task of {@link #ended}; empty also if it has none. One of more than 256 KiB
   * is read where that task is kept, and so is gone with it.
   *
   * @throws PermanentFailureException if it is no such value
   */
  default <R> Optional<R> endedWith(Class<R> type) {
    return Optional.empty();
  }

  /** How long the right to this task is sure to last; zero once it is lost. */
  Duration lease();

  /**
   * Whether effects are to be left out. Atomic chunks roll back by themselves, and requests are
   * noted as messages only; all else is the action's own to leave out.
   */
  boolean simulate();

  /**
   * Records durably that everything up to {@code cursor} is done.
   *
   * @throws LeaseLostException if the task has another owner: stop, touch nothing more
   */
  void checkpoint(Payload cursor);

  /**
   * Tells people how far it has come; written with the next checkpoint, or within about a second.
   */
  void progress(long done, long total, String text);

  /**
   * Leaves a line for people. It is written with the next checkpoint or settlement, or, outside an
   * atomic chunk, within about a second if none comes before. The first 1,000 of a task are kept,
   * with milestones and links beside them up to 2,000 in all.
   */
  void message(Message.Level level, String text);

  /**
   * Says durably that the task reached this milestone: who waits for it is woken. Written with the
   * next checkpoint, which is now unless a chunk is open. A repeat is harmless.
   *
   * @param name 1 to 120 characters
   */
  void milestone(String name);

  /**
   * Whether what is awaited came already.
   *
   * @throws PermanentFailureException if it cannot come any more
   */
  boolean came(Await awaited);

  /**
   * Offers people a link, in place of the one before; written as a message is.
   *
   * @throws RefusedException if its stored form has more than 2,000 characters
   */
  void link(ActionLink link);

  /**
   * Requests another task, stored with the next checkpoint or settlement of this one. If its key's
   * task is not over, none is stored.
   *
   * @throws RefusedException if it is to replace or reject that task ({@link UniquePolicy})
   */
  void request(Request<?> request);

  /**
   * Asks the worker that runs this to stop, for it leaks memory or is of an old build: what it runs
   * goes on to its outcome, nothing new begins, and the host hears of it ({@link Work#ended}). Does
   * nothing inline.
   *
   * @param why one sentence for people
   */
  void stopWorker(String why);
}
