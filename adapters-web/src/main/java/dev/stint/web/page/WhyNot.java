package dev.stint.web.page;

import dev.stint.domain.Line;
import dev.stint.domain.life.Await;
import dev.stint.domain.life.Block;
import dev.stint.domain.life.Failure;
import dev.stint.domain.life.Interruption;
import dev.stint.domain.life.Phase;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.Signal;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.Gate;
import dev.stint.domain.task.TaskRow;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Why a task does not run, or what it does, in one sentence. */
final class WhyNot {

  private final TaskRow row;
  private final Run run;
  private final Instant now;

  private WhyNot(TaskRow row, Instant now) {
    this.row = row;
    this.run = row.standing().run();
    this.now = now;
  }

  /**
   * @param stand empty if they may not see what concerns all tasks; asked for only if it matters
   */
  static String sentence(TaskRow row, Supplier<Optional<Stand>> stand, Instant now) {
    return new WhyNot(row, now).words(stand);
  }

  private String words(Supplier<Optional<Stand>> stand) {
    return switch (row.status()) {
      case RUNNING -> running();
      case PAUSED -> "It is paused until somebody resumes it.";
      case BLOCKED -> run.blocked().map(this::blocked).orElse("It waits.");
      case SUCCEEDED -> "It is done.";
      case FAILED -> "It gave up" + because(". ");
      case CANCELLED -> "It was cancelled.";
      case SUPERSEDED -> "A later request took its place" + because(": ");
      case PENDING, YIELDED, RETRYING, INTERRUPTED -> ready(stand);
    };
  }

  private String because(String sign) {
    return run.lastFailure().map(Failure::message).map(m -> sign + m).orElse(".");
  }

  private String running() {
    Signal signal = row.standing().signal();
    if (signal != Signal.NONE) {
      return "It runs, and its worker was told to %s it; it follows at the next checkpoint."
          .formatted(signal.name().toLowerCase(Locale.ROOT));
    }
    return switch (run.phase()) {
      case CLAIMED -> "A worker has claimed it.";
      case STARTING -> "It runs: the start hook of its action.";
      case RECOVERING -> "It runs: the recover hook of its action, after a failure.";
      case EXECUTING, NONE -> "It runs.";
    };
  }

  private String blocked(Block block) {
    String limit =
        block.until().map(u -> ", until " + Ages.exact(u) + " at the longest").orElse("");
    return switch (block.reason()) {
      case TASK -> "It waits for " + block.await().map(Await::words).orElse("a task") + limit + ".";
      case TURN ->
          "It waits for its turn: an earlier task of serial key '%s' is not over."
              .formatted(row.standing().spec().serialKey().map(k -> k.name()).orElse(""));
      case UNREADABLE -> "No worker so far can read it; it waits for a build that can.";
    };
  }

  private String ready(Supplier<Optional<Stand>> stand) {
    if (row.due().isAfter(now)) {
      return "It is due %s%s.".formatted(Ages.words(row.due(), now), after());
    }
    return stand.get().map(this::held).orElse("It is ready and waits for a worker.");
  }

  private String after() {
    if (row.status() == TaskStatus.RETRYING) {
      return ", after attempt %d failed".formatted(run.attempt());
    }
    return run.interruption().map(WhyNot::interrupted).orElse("");
  }

  private static String interrupted(Interruption why) {
    return switch (why) {
      case CRASH -> ", after its worker was lost";
      case SHUTDOWN -> ", after its worker stopped";
      case TIMEOUT -> ", after it ran past its deadline";
    };
  }

  private String held(Stand stand) {
    Line line = row.standing().spec().line();
    for (Gate gate : stand.before(line)) {
      String named = gate.kind().name().toLowerCase(Locale.ROOT) + " '" + gate.name() + "'";
      if (gate.closed()) {
        return "Its " + named + " is paused.";
      }
      if (gate.limit().isPresent() && stand.running(gate) >= gate.limit().getAsInt()) {
        return "The limit of %s of its %s is reached."
            .formatted(Figures.of(gate.limit().getAsInt(), "running task"), named);
      }
    }
    if (!stand.anyLives()) {
      return "No worker is running.";
    }
    if (!stand.anyKnows(line)) {
      return "No running worker knows the type '%s'.".formatted(line.type());
    }
    return "It is ready and waits for a free worker; its line has %s."
        .formatted(Figures.of(Math.max(1, stand.ready(line)), "ready task"));
  }

  /** Whether it is in user code now, so that its progress has a rate. */
  static boolean works(TaskRow row) {
    return row.standing().run().phase() != Phase.NONE;
  }
}
