package dev.stint.application.spi;

import dev.stint.domain.Message;
import dev.stint.domain.Payload;
import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.Signal;
import dev.stint.domain.task.VersionedTask;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A person's change to one task, made against the {@link VersionedTask} it was decided on: it lands
 * only while fence and sequence (for a signal: the fence, RUNNING) are still those.
 */
public sealed interface Steer {

  VersionedTask seen();

  /**
   * Moves a task that is not running, finished ones included (a restart raises the fence, a removal
   * leaves a tombstone); advances the sequence.
   *
   * @param keep as in {@link Settlement}
   * @param messages kept with the task in the same atomic step, as those of {@link Notes} are; none
   *     of a move that ends the task
   */
  record Move(VersionedTask seen, Outcome outcome, Duration keep, List<Message> messages)
      implements Steer {

    public Move {
      messages = List.copyOf(messages);
      if (outcome.finished() && !messages.isEmpty()) {
        throw new IllegalArgumentException("a move that ends the task leaves no messages");
      }
    }

    /** Without messages. */
    public Move(VersionedTask seen, Outcome outcome, Duration keep) {
      this(seen, outcome, keep, List.of());
    }

    /** The messages as a write carries them. */
    public Notes notes() {
      return messages.isEmpty()
          ? Notes.NONE
          : new Notes(Optional.empty(), Optional.empty(), Optional.empty(), messages, List.of());
    }
  }

  /** Leaves a signal for the worker of a running task; REMOVE beats CANCEL beats PAUSE. */
  record Raise(VersionedTask seen, Signal signal) implements Steer {}

  /** Changes steer fields of a live task, running or not. */
  record Adjust(VersionedTask seen, Optional<Integer> priority, Optional<Payload> options)
      implements Steer {}
}
