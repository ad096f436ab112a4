package dev.stint.application.service;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.ArgumentCodec;
import dev.stint.application.api.Config;
import dev.stint.application.api.RefusedException;
import dev.stint.application.api.Request;
import dev.stint.application.api.RequestOptions;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.UniquePolicy;
import dev.stint.application.spi.NewTask;
import dev.stint.domain.Bounds;
import dev.stint.domain.Due;
import dev.stint.domain.IdempotencyKey;
import dev.stint.domain.Line;
import dev.stint.domain.OutOfBoundsException;
import dev.stint.domain.Owner;
import dev.stint.domain.Payload;
import dev.stint.domain.PlainText;
import dev.stint.domain.SealedPayload;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.Steering;
import dev.stint.domain.life.Waiting;
import dev.stint.domain.task.TaskSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Turns requests into tasks to store, refusing in one sentence what can never be one. */
public final class NewTasks implements Function<List<Request<?>>, List<NewTask>> {

  private static final int LONGEST_NAME = 200;
  private static final int MOST_OPTIONS = 1 << 16;
  private static final int LONGEST_PLAN = TaskDefinition.MOST_ACTIONS;

  private final Types types;
  private final ArgumentCodec codec;
  private final Config config;
  private final Supplier<TaskId> ids;
  private final Supplier<Optional<Owner>> requester;

  /** Makes ids in time order (UUIDv7), growing within a process. */
  public NewTasks(Types types, ArgumentCodec codec, Config config) {
    this(types, codec, config, Optional::empty);
  }

  /**
   * @param requester who asks right now, on this thread: the owner of requests that name none
   */
  public NewTasks(
      Types types, ArgumentCodec codec, Config config, Supplier<Optional<Owner>> requester) {
    this(types, codec, config, () -> new TaskId(UuidCreator.getTimeOrderedEpoch()), requester);
  }

  NewTasks(
      Types types,
      ArgumentCodec codec,
      Config config,
      Supplier<TaskId> ids,
      Supplier<Optional<Owner>> requester) {
    this.types = types;
    this.codec = codec;
    this.config = config;
    this.ids = ids;
    this.requester = requester;
  }

  @Override
  public List<NewTask> apply(List<Request<?>> requests) {
    List<NewTask> tasks = new ArrayList<>(requests.size());
    for (Request<?> request : requests) {
      tasks.add(of(request));
    }
    return tasks;
  }

  /**
   * @throws RefusedException if it can never be stored
   */
  NewTask of(Request<?> request) {
    TaskDefinition<?> definition = types.get(request.type().name());
    request.name().ifPresent(NewTasks::checkName);
    checkPlan(request, definition);
    checkUnique(request);
    checkSimulation(request, definition);
    return new NewTask(spec(request, definition), run(request), checked(request.due()));
  }

  private static Run run(Request<?> request) {
    var after = request.options().after();
    Run waiting = after.isEmpty() ? Run.NEW : Waiting.first(after.iterator().next());
    return request.held() ? Steering.pause(waiting).orElseThrow().run() : waiting;
  }

  private TaskSpec spec(Request<?> request, TaskDefinition<?> definition) {
    return new TaskSpec(
        request.id().orElseGet(ids),
        new Line(request.queue().orElse(definition.queue()), definition.type().name()),
        request.lane(),
        request.priority(),
        definition.versions().current(),
        arguments(request, definition),
        request.plan().isEmpty() ? Payload.NONE : codec.encode(request.plan()),
        options(checked(request.options())),
        request.name(),
        request.owner().or(requester),
        request.key(),
        request.serialKey());
  }

  private Payload arguments(Request<?> request, TaskDefinition<?> definition) {
    if (Objects.isNull(request.arguments())) {
      throw new RefusedException(
          "task type %s takes %s; the arguments are missing"
              .formatted(request.type().name(), definition.type().arguments().getSimpleName()));
    }
    if (!definition.type().arguments().isInstance(request.arguments())) {
      throw new RefusedException(
          "task type %s takes %s, not %s"
              .formatted(
                  request.type().name(),
                  definition.type().arguments().getSimpleName(),
                  request.arguments().getClass().getSimpleName()));
    }
    Payload encoded = encoded(request, definition);
    int size = definition.isSecret() ? SealedPayload.size(encoded.size()) : encoded.size();
    if (size > config.maxArguments()) {
      throw new RefusedException(
          "the arguments have %d bytes%s; at most %d are allowed"
              .formatted(size, definition.isSecret() ? ", sealed" : "", config.maxArguments()));
    }
    return encoded;
  }

  /** Read back at once: what a worker could not read is the requester's to hear of. */
  private Payload encoded(Request<?> request, TaskDefinition<?> definition) {
    try {
      Payload encoded = codec.encode(request.arguments());
      codec.decodeNew(encoded, definition.type().arguments());
      return encoded;
    } catch (ArgumentCodec.UnreadableException e) {
      if (definition.isSecret()) {
        throw new RefusedException(
            request.type().name() + ": the arguments, which are secret, cannot be written");
      }
      throw new RefusedException(request.type().name() + ": " + e.problem(), e);
    }
  }

  private Payload options(RequestOptions options) {
    if (options.equals(RequestOptions.NONE)) {
      return Payload.NONE;
    }
    Payload encoded = codec.encode(options);
    if (encoded.size() > MOST_OPTIONS && options.trace().isPresent()) {
      // Nobody asked for that: a trace is no reason to refuse a task.
      return options(options.traced(Optional.empty()));
    }
    if (encoded.size() > MOST_OPTIONS) {
      throw new RefusedException(
          "the options have %d bytes; at most %d are allowed"
              .formatted(encoded.size(), MOST_OPTIONS));
    }
    return encoded;
  }

  private static void checkName(String name) {
    boolean printable =
        name.codePoints().noneMatch(c -> Character.isISOControl(c) || c >= 0xD800 && c <= 0xDFFF);
    if (name.isBlank() || name.length() > LONGEST_NAME || !printable) {
      throw new RefusedException(
          "a task's name has 1 to " + LONGEST_NAME + " characters, all of them printable");
    }
  }

  private static void checkUnique(Request<?> request) {
    boolean active =
        request.key().filter(k -> k.scope() == IdempotencyKey.Scope.ACTIVE).isPresent();
    if (request.unique() != UniquePolicy.RETURN_EXISTING && request.key().isEmpty()) {
      throw new RefusedException("a request that is to be unique needs a key");
    }
    if (request.unique() == UniquePolicy.REPLACE && !active) {
      throw new RefusedException("a task of a key that it keeps when it is over is not replaced");
    }
  }

  /**
   * @throws RefusedException if they are out of range
   */
  static RequestOptions checked(RequestOptions options) {
    options.keep().ifPresent(NewTasks::checkKeep);
    options.patience().ifPresent(p -> within(() -> Bounds.span("the patience", p)));
    return options;
  }

  private static void checkKeep(Duration keep) {
    if (keep.isNegative() || keep.compareTo(Bounds.LONGEST_SPAN) > 0) {
      throw new RefusedException("a task is kept for 0 to 36500 days, not " + keep);
    }
  }

  /** What is out of bounds is refused with the same words. */
  private static <T> T within(Supplier<T> bounded) {
    try {
      return bounded.get();
    } catch (OutOfBoundsException e) {
      throw new RefusedException(String.valueOf(e.getMessage()), e);
    }
  }

  private static void checkPlan(Request<?> request, TaskDefinition<?> definition) {
    if (request.plan().isEmpty()) {
      return;
    }
    if (request.plan().size() > LONGEST_PLAN) {
      throw new RefusedException(
          "a plan has at most %d actions, not %d".formatted(LONGEST_PLAN, request.plan().size()));
    }
    Set<String> known = new LinkedHashSet<>();
    definition.actions().forEach(a -> known.add(a.name()));
    for (String action : request.plan()) {
      if (!known.contains(action)) {
        throw new RefusedException(
            "task type %s has no action %s; it has %s"
                .formatted(request.type().name(), PlainText.quoted(action), known));
      }
    }
  }

  private static void checkSimulation(Request<?> request, TaskDefinition<?> definition) {
    if (!request.options().simulate()) {
      return;
    }
    for (ActionDefinition<?> action : definition.actions()) {
      boolean planned = request.plan().isEmpty() || request.plan().contains(action.name());
      if (planned && !action.simulating()) {
        throw new RefusedException(
            "action '%s' of %s cannot simulate; only actions that declare it can"
                .formatted(action.name(), request.type().name()));
      }
    }
  }

  private static Due checked(Due due) {
    if (due == Due.NOW) {
      return due;
    }
    String what = due instanceof Due.In ? "the delay" : "the due time";
    return within(() -> Bounds.due(what, due));
  }
}
