package dev.stint.application.api.operate;

import dev.stint.application.api.RefusedException;
import dev.stint.application.api.Request;
import dev.stint.application.api.RequestTasks;
import dev.stint.application.api.Requested;
import dev.stint.application.api.TaskDefinition;
import dev.stint.domain.Message;
import dev.stint.domain.Payload;
import dev.stint.domain.Progress;
import dev.stint.domain.SetAside;
import dev.stint.domain.life.Failure;
import java.util.List;
import java.util.Optional;

/**
 * Runs small work at once in the caller's thread and stores nothing of it; stores the rest. The
 * same actions run either way. Thread-safe.
 *
 * <p>Inline there is one attempt and no other worker: a yield goes on at once, a wait or snooze is
 * a failure, and a process that dies takes the work with it. What the actions request is stored
 * when the run is over.
 *
 * <p>Stored however small: what is paused, due later, has to wait or to keep an order (a key, a
 * serial key, other tasks), what has a limit over all workers, a window that is closed, or atomic
 * chunks.
 */
public interface RunUnstored {

  /**
   * Runs the request if its definition calls it small ({@link TaskDefinition#inlineUpTo}).
   *
   * @throws RefusedException as {@link RequestTasks#request}
   */
  Result runOrRequest(Request<?> request);

  /**
   * Runs the request if the caller calls it small.
   *
   * @throws RefusedException as {@link RequestTasks#request}
   */
  Result runOrRequest(Request<?> request, boolean small);

  /** What became of a request: exactly one of the two is there. */
  record Result(Optional<Ran> ran, Optional<Requested> stored) {

    public static Result of(Ran ran) {
      return new Result(Optional.of(ran), Optional.empty());
    }

    public static Result of(Requested stored) {
      return new Result(Optional.empty(), Optional.of(stored));
    }
  }

  /**
   * A run that is over.
   *
   * @param failure why it failed; empty if it succeeded
   * @param result as a stored task would have it; {@link Payload#NONE} if there is none
   */
  record Ran(
      Optional<Failure> failure,
      Payload result,
      Progress progress,
      List<Message> messages,
      List<SetAside> setAside) {

    public Ran {
      messages = List.copyOf(messages);
      setAside = List.copyOf(setAside);
    }

    public boolean succeeded() {
      return failure.isEmpty();
    }
  }
}
