package dev.stint.application.engine.base;

import dev.stint.application.api.extend.TaskTracer;
import dev.stint.domain.TaskId;
import java.util.Map;
import java.util.Objects;

/** The host's tracer, whose failures are logged and harm nobody. Thread-safe. */
public final class GuardedTracer implements TaskTracer {

  private static final String WHAT = "the task tracer";

  private final TaskTracer tracer;

  private GuardedTracer(TaskTracer tracer) {
    this.tracer = tracer;
  }

  /** The tracer guarded, once; one that follows nothing needs no guard. */
  public static TaskTracer of(TaskTracer tracer) {
    boolean harmless = tracer == NONE || tracer instanceof GuardedTracer;
    return harmless ? tracer : new GuardedTracer(tracer);
  }

  @Override
  public Span request(Requesting what, Map<String, String> headers) {
    return opened(() -> tracer.request(what, headers));
  }

  @Override
  public Span run(Running what) {
    return opened(() -> tracer.run(what));
  }

  @Override
  public Span chunk(Chunking what) {
    return opened(() -> tracer.chunk(what));
  }

  private interface Opening {
    Span open();
  }

  private static Span opened(Opening opening) {
    Span[] opened = {Span.NONE};
    Guard.run(WHAT, () -> opened[0] = new GuardedSpan(Objects.requireNonNull(opening.open())));
    return opened[0];
  }

  private record GuardedSpan(Span span) implements Span {

    @Override
    public void action(String name) {
      Guard.run(WHAT, () -> span.action(name));
    }

    @Override
    public void task(TaskId id) {
      Guard.run(WHAT, () -> span.task(id));
    }

    @Override
    public void failed(Throwable error) {
      Guard.run(WHAT, () -> span.failed(error));
    }

    @Override
    public void ended(String outcome) {
      Guard.run(WHAT, () -> span.ended(outcome));
    }

    @Override
    public void close() {
      Guard.run(WHAT, span::close);
    }
  }
}
