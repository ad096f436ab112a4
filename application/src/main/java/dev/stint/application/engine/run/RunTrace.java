package dev.stint.application.engine.run;

import dev.stint.application.api.Request;
import dev.stint.application.api.TraceHeaders;
import dev.stint.application.api.extend.AttemptFailedException;
import dev.stint.application.api.extend.TaskTracer;
import dev.stint.application.engine.action.ChunkTrace;
import dev.stint.application.engine.action.Registry;
import dev.stint.application.service.TracedRequests;
import dev.stint.domain.life.Failure;
import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.Run;
import dev.stint.domain.task.TaskSpec;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * What one stint tells the host's tracer, from {@link #begins} to its end. For the stint's own
 * thread, but for {@link #cutShort}.
 */
public final class RunTrace implements ChunkTrace {

  private static final String LOST = "LOST";

  private final TaskTracer tracer;
  private final TaskSpec spec;
  private final Registry.Route route;
  private TaskTracer.Span span = TaskTracer.Span.NONE;
  private volatile @Nullable Cut cut;

  /** How it was ended from outside. */
  private record Cut(String outcome, Optional<Failure> why) {}

  public RunTrace(TaskTracer tracer, TaskSpec spec, Registry.Route route) {
    this.tracer = tracer;
    this.spec = spec;
    this.route = route;
  }

  public void begins(Run run, String worker) {
    if (tracer == TaskTracer.NONE) {
      return;
    }
    TraceHeaders headers = route.options().trace().orElse(TraceHeaders.NONE);
    span =
        tracer.run(
            new TaskTracer.Running(
                spec.id(),
                spec.line(),
                action(run.action()),
                run.attempt(),
                spec.owner(),
                worker,
                headers));
  }

  /** It goes on with another action. */
  void goesOn(int action) {
    if (span != TaskTracer.Span.NONE) {
      span.action(action(action));
    }
  }

  /** Empty where there is none any more. */
  private String action(int number) {
    return number < route.bodies().size() ? route.bodies().get(number).definition().name() : "";
  }

  void failed(Failure failure, Optional<Throwable> thrown) {
    if (span != TaskTracer.Span.NONE) {
      span.failed(thrown.orElseGet(() -> new AttemptFailedException(failure)));
    }
  }

  /** It was ended by another thread, whatever its own still does. */
  void cutShort(Outcome outcome, Optional<Failure> why) {
    cut = new Cut(outcome.run().status().name(), why);
  }

  /** What it came to; the first word stands. */
  public void ends(Outcome outcome) {
    close(outcome.run().status().name());
  }

  /** It is over, if it did not say so before: ended from outside, or somebody else's. */
  public void over() {
    Cut from = cut;
    if (from != null) {
      from.why().ifPresent(why -> failed(why, Optional.empty()));
    }
    close(from == null ? LOST : from.outcome());
  }

  private void close(String outcome) {
    TaskTracer.Span open = span;
    span = TaskTracer.Span.NONE;
    open.ended(outcome);
    open.close();
  }

  /** A request of the stint's, as one that continues its trace. */
  Request<?> requested(Request<?> request) {
    return TracedRequests.asked(tracer, request);
  }

  @Override
  public boolean chunk(String action, int items, Callable<Boolean> work) throws Exception {
    if (tracer == TaskTracer.NONE) {
      return work.call();
    }
    TaskTracer.Chunking what = new TaskTracer.Chunking(spec.id(), spec.line(), action, items);
    try (TaskTracer.Span chunk = tracer.chunk(what)) {
      return told(chunk, work);
    }
  }

  private static boolean told(TaskTracer.Span chunk, Callable<Boolean> work) throws Exception {
    try {
      boolean passed = work.call();
      chunk.ended(passed ? "DONE" : "UNDONE");
      return passed;
    } catch (Throwable e) {
      chunk.failed(e);
      chunk.ended("FAILED");
      throw e;
    }
  }
}
