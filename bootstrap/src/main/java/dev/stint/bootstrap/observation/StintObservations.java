package dev.stint.bootstrap.observation;

import dev.stint.application.api.extend.TaskTracer;
import dev.stint.domain.TaskId;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Map;

/**
 * Makes an observation of each request, stint and chunk: {@code stint.request}, {@code stint.run}
 * and {@code stint.chunk}. A request sends its trace and a stint receives it, so that a handler of
 * Micrometer Tracing continues the one in the other. Their key values are in docs/observability.md.
 * Thread-safe.
 */
public final class StintObservations implements TaskTracer {

  private final ObservationRegistry registry;

  public StintObservations(ObservationRegistry registry) {
    this.registry = registry;
  }

  @Override
  public Span request(Requesting what, Map<String, String> headers) {
    return registry.isNoop()
        ? Span.NONE
        : opened(StintConvention.REQUEST, new ObservedRequest(what, headers));
  }

  @Override
  public Span run(Running what) {
    return registry.isNoop() ? Span.NONE : opened(StintConvention.RUN, new ObservedRun(what));
  }

  @Override
  public Span chunk(Chunking what) {
    return registry.isNoop() ? Span.NONE : opened(StintConvention.CHUNK, new ObservedChunk(what));
  }

  private <C extends Observation.Context & Observed> Span opened(
      StintConvention convention, C context) {
    Observation observation =
        Observation.createNotStarted(null, convention, () -> context, registry).start();
    try {
      return new Opened(observation, observation.openScope(), context);
    } catch (Throwable e) {
      observation.stop();
      throw e;
    }
  }

  /** One that its thread is within. */
  private record Opened(Observation observation, Observation.Scope scope, Observed observed)
      implements Span {

    @Override
    public void action(String name) {
      observed.action(name);
    }

    @Override
    public void task(TaskId id) {
      observed.task(id);
    }

    @Override
    public void failed(Throwable error) {
      observation.error(error);
    }

    @Override
    public void ended(String outcome) {
      observed.ended(outcome);
    }

    @Override
    public void close() {
      try {
        scope.close();
      } finally {
        observation.stop();
      }
    }
  }
}
