package dev.stint.application.engine.inline;

import dev.stint.application.api.ChunkedAction;
import dev.stint.application.api.Request;
import dev.stint.application.api.RequestTasks;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.operate.RunUnstored;
import dev.stint.application.engine.EngineParts;
import dev.stint.application.engine.action.ActionInstance;
import dev.stint.application.engine.action.Registry;
import dev.stint.application.engine.base.BoundedCodec;
import dev.stint.application.engine.run.StepLoop;
import dev.stint.application.engine.run.UserCode;
import dev.stint.application.spi.NewTask;
import dev.stint.domain.Due;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;

/** Runs what is small at once and has the rest stored. Thread-safe. */
public final class UnstoredRuns implements RunUnstored {

  private final EngineParts parts;
  private final RequestTasks tasks;
  private final InstantSource clock;
  private final UserCode userCode;
  private final BoundedCodec codec;

  /**
   * @param clock the host's own: an inline run asks no store for the time
   */
  public UnstoredRuns(EngineParts parts, RequestTasks tasks, InstantSource clock) {
    this.parts = parts;
    this.tasks = tasks;
    this.clock = clock;
    this.userCode = new UserCode(parts.around());
    this.codec = new BoundedCodec(parts.codec(), parts.config(), parts.registry()::isSecret);
  }

  @Override
  public Result runOrRequest(Request<?> request) {
    return runOrRequest(request, small(request));
  }

  @Override
  public Result runOrRequest(Request<?> request, boolean small) {
    if (!small || waits(request)) {
      return Result.of(tasks.request(request));
    }
    NewTask carrier = parts.requests().apply(List.of(request)).get(0);
    Registry.Route route = parts.registry().route(carrier.spec());
    Instant now = clock.instant();
    if (mustBeStored(route, now)) {
      return Result.of(tasks.request(request));
    }
    UnstoredContext context = new UnstoredContext(parts, route, carrier.spec(), now);
    Object arguments =
        parts.codec().decode(carrier.spec().arguments(), route.definition().type().arguments());
    Ran ran =
        new UnstoredRun(new StepLoop(userCode, codec, route, context, arguments), context).run();
    if (!context.pendingNotes().requests().isEmpty()) {
      tasks.requestAll(context.pendingNotes().requests());
    }
    return Result.of(ran);
  }

  /** What does not fit is for the check that follows to refuse. */
  @SuppressWarnings("unchecked")
  private boolean small(Request<?> request) {
    return parts
        .registry()
        .find(request.type().name())
        .filter(d -> d.type().arguments().isInstance(request.arguments()))
        .map(d -> ((Predicate<Object>) d.inline()).test(request.arguments()))
        .orElse(false);
  }

  private static boolean waits(Request<?> request) {
    return request.held()
        || !request.due().equals(Due.NOW)
        || request.key().isPresent()
        || request.serialKey().isPresent()
        || !request.options().after().isEmpty()
        || request.options().absorbs().isPresent();
  }

  private static boolean mustBeStored(Registry.Route route, Instant now) {
    TaskDefinition<?> definition = route.definition();
    boolean closed = definition.window().filter(w -> !w.open(now)).isPresent();
    return closed
        || definition.limit().isPresent()
        || route.bodies().stream().anyMatch(b -> atomic(b));
  }

  private static boolean atomic(ActionInstance instance) {
    return instance.definition().chunked()
        && instance.hooks() instanceof ChunkedAction<?, ?, ?> chunked
        && chunked.atomic();
  }
}
