package dev.stint.application.service;

import dev.stint.application.api.RefusedException;
import dev.stint.application.api.Request;
import dev.stint.application.api.RequestTasks;
import dev.stint.application.api.Requested;
import dev.stint.application.api.TraceHeaders;
import dev.stint.application.api.UnknownOutcomeException;
import dev.stint.application.api.extend.TaskTracer;
import dev.stint.domain.QueueName;
import dev.stint.domain.TaskTypeName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Tells the host's tracer of requests, and stores with them what continues its trace. */
public final class TracedRequests implements RequestTasks {

  private final RequestTasks requests;
  private final TaskTracer tracer;

  private TracedRequests(RequestTasks requests, TaskTracer tracer) {
    this.requests = requests;
    this.tracer = tracer;
  }

  /** These requests, followed by the tracer. */
  public static RequestTasks of(RequestTasks requests, TaskTracer tracer) {
    return tracer == TaskTracer.NONE ? requests : new TracedRequests(requests, tracer);
  }

  @Override
  public Requested request(Request<?> request) {
    return traced(List.of(request), one -> List.of(requests.request(one.get(0)))).get(0);
  }

  @Override
  public List<Requested> requestAll(List<Request<?>> all) {
    return all.isEmpty() ? requests.requestAll(all) : traced(all, requests::requestAll);
  }

  @Override
  public List<Requested> requestWithin(Object transaction, List<Request<?>> all) {
    return all.isEmpty()
        ? requests.requestWithin(transaction, all)
        : traced(all, traced -> requests.requestWithin(transaction, traced));
  }

  /**
   * The request with what continues the trace, for one that is stored later: its span is over at
   * once.
   */
  public static Request<?> asked(TaskTracer tracer, Request<?> request) {
    if (tracer == TaskTracer.NONE) {
      return request;
    }
    Map<String, String> headers = new LinkedHashMap<>();
    try (TaskTracer.Span span = tracer.request(what(List.of(request)), headers)) {
      request.id().ifPresent(span::task);
      span.ended("ASKED");
    }
    return with(request, new TraceHeaders(headers));
  }

  private List<Requested> traced(
      List<Request<?>> all, Function<List<Request<?>>, List<Requested>> storing) {
    Map<String, String> headers = new LinkedHashMap<>();
    try (TaskTracer.Span span = tracer.request(what(all), headers)) {
      TraceHeaders kept = new TraceHeaders(headers);
      try {
        List<Requested> answers =
            storing.apply(all.stream().<Request<?>>map(r -> with(r, kept)).toList());
        if (answers.size() == 1) {
          span.task(answers.get(0).id());
        }
        span.ended(answers.stream().anyMatch(Requested::isNew) ? "NEW" : "EXISTING");
        return answers;
      } catch (RuntimeException | Error e) {
        span.failed(e);
        span.ended(outcome(e));
        throw e;
      }
    }
  }

  private static String outcome(Throwable error) {
    if (error instanceof RefusedException) {
      return "REFUSED";
    }
    return error instanceof UnknownOutcomeException ? "UNKNOWN" : "FAILED";
  }

  /** One that has a trace already keeps it. */
  private static Request<?> with(Request<?> request, TraceHeaders headers) {
    boolean keeps = headers.fields().isEmpty() || request.options().trace().isPresent();
    return keeps ? request : request.traced(headers);
  }

  private static TaskTracer.Requesting what(List<Request<?>> all) {
    Request<?> first = all.get(0);
    TaskTypeName type = first.type().name();
    Optional<QueueName> queue = first.queue();
    return new TaskTracer.Requesting(
        all.stream().allMatch(r -> r.type().name().equals(type))
            ? Optional.of(type)
            : Optional.empty(),
        all.stream().allMatch(r -> r.queue().equals(queue)) ? queue : Optional.empty(),
        all.size());
  }
}
