package dev.stint.application.engine.inline;

import dev.stint.application.api.operate.RunUnstored;
import dev.stint.application.engine.base.Interrupts;
import dev.stint.application.engine.run.StepLoop;
import dev.stint.application.engine.run.ThreadState;
import dev.stint.application.spi.Notes;
import dev.stint.domain.Payload;
import dev.stint.domain.Progress;
import dev.stint.domain.life.Failure;
import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.StepPolicy;
import dev.stint.domain.life.TaskStatus;
import java.util.Optional;

/** One run of a task that is stored nowhere, from its first action to its end. For one thread. */
final class UnstoredRun {

  private final StepLoop steps;
  private final UnstoredContext context;

  UnstoredRun(StepLoop steps, UnstoredContext context) {
    this.steps = steps;
    this.context = context;
  }

  RunUnstored.Ran run() {
    Outcome outcome;
    try (Interrupts held = Interrupts.hold();
        ThreadState state = ThreadState.keep()) {
      context.trace().begins(context.run(), context.worker());
      outcome = toItsEnd();
      context.trace().ends(outcome);
    } finally {
      context.trace().over();
    }
    boolean failed = outcome.run().status() == TaskStatus.FAILED;
    Notes notes = context.pendingNotes().notes(Optional.empty());
    return new RunUnstored.Ran(
        failed ? outcome.run().failure() : Optional.empty(),
        steps.result().orElse(Payload.NONE),
        notes.progress().orElse(Progress.NONE),
        notes.messages(),
        notes.setAside());
  }

  /** Nothing else waits for this thread: what yields goes on at once. */
  private Outcome toItsEnd() {
    Outcome outcome = steps.run();
    while (!outcome.finished()) {
      outcome = Interrupts.came() ? interrupted() : further(outcome);
    }
    return outcome;
  }

  private Outcome further(Outcome yielded) {
    context.moveTo(StepPolicy.claimed(yielded.run()));
    return steps.run();
  }

  private Outcome interrupted() {
    Failure failure = Failure.temporary("interrupted", "its thread was interrupted");
    return steps.fail(failure).orElseGet(steps::run);
  }
}
