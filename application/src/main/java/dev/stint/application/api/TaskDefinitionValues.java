package dev.stint.application.api;

import dev.stint.domain.Bounds;
import dev.stint.domain.Payload;
import dev.stint.domain.QueueName;
import dev.stint.domain.SealedPayload;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.policy.HeadPolicy;
import dev.stint.domain.policy.WeeklyWindow;
import dev.stint.domain.task.TaskSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;

/** The settings behind {@link TaskDefinition}; see there. */
record TaskDefinitionValues<A>(
    TaskType<A> type,
    List<ActionDefinition<A>> actions,
    QueueName queue,
    Optional<Duration> stint,
    Optional<Duration> keep,
    FailureClassifier classifier,
    Optional<WeeklyWindow> window,
    HeadPolicy head,
    Optional<Integer> limit,
    Optional<Boolean> critical,
    Optional<Integer> notifyAt,
    Predicate<A> inline,
    String description,
    Set<TaskTypeName> aliases,
    ArgumentVersions versions,
    Duration longest,
    boolean isSecret)
    implements TaskDefinition<A> {

  TaskDefinitionValues {
    actions = List.copyOf(actions);
    aliases = Set.copyOf(aliases);
    if (actions.size() > MOST_ACTIONS) {
      throw new IllegalArgumentException(
          "task type %s has %d actions; at most %d are allowed"
              .formatted(type.name(), actions.size(), MOST_ACTIONS));
    }
    long names = actions.stream().map(ActionDefinition::name).distinct().count();
    if (names < actions.size()) {
      throw new IllegalArgumentException("task type " + type.name() + " names an action twice");
    }
    stint.ifPresent(time -> Bounds.time("the stint of " + type.name(), time));
    keep.ifPresent(time -> Bounds.span("the keep of " + type.name(), time));
    Bounds.span("the longest time of " + type.name(), longest);
    limit.ifPresent(n -> positive("limit", type, n));
    notifyAt.ifPresent(n -> positive("notifyAt", type, n));
  }

  private static void positive(String what, TaskType<?> type, int number) {
    if (number < 1) {
      throw new IllegalArgumentException(
          "the " + what + " of " + type.name() + " must be at least 1: " + number);
    }
  }

  @Override
  public TaskDefinition<A> then(ActionDefinition<A> action) {
    List<ActionDefinition<A>> more = new ArrayList<>(actions);
    more.add(action);
    return with(c -> c.actions = more);
  }

  @Override
  public TaskDefinition<A> actions(List<ActionDefinition<A>> value) {
    return with(c -> c.actions = value);
  }

  @Override
  public TaskDefinition<A> each(UnaryOperator<ActionDefinition<A>> refined) {
    return with(c -> c.actions = actions.stream().map(refined).toList());
  }

  @Override
  public TaskDefinition<A> queue(String value) {
    return with(c -> c.queue = new QueueName(value));
  }

  @Override
  public TaskDefinition<A> stint(Duration value) {
    return with(c -> c.stint = Optional.of(value));
  }

  @Override
  public TaskDefinition<A> keep(Duration value) {
    return with(c -> c.keep = Optional.of(value));
  }

  @Override
  public TaskDefinition<A> classifier(FailureClassifier value) {
    return with(c -> c.classifier = value);
  }

  @Override
  public TaskDefinition<A> within(WeeklyWindow value) {
    return with(c -> c.window = Optional.of(value));
  }

  @Override
  public TaskDefinition<A> head(HeadPolicy value) {
    return with(c -> c.head = value);
  }

  @Override
  public TaskDefinition<A> limit(int value) {
    return with(c -> c.limit = Optional.of(value));
  }

  @Override
  public TaskDefinition<A> critical(boolean value) {
    return with(c -> c.critical = Optional.of(value));
  }

  @Override
  public TaskDefinition<A> notifyAt(int attempt) {
    return with(c -> c.notifyAt = Optional.of(attempt));
  }

  @Override
  public TaskDefinition<A> inlineUpTo(long threshold, ToLongFunction<A> size) {
    return with(c -> c.inline = arguments -> size.applyAsLong(arguments) <= threshold);
  }

  @Override
  public TaskDefinition<A> described(String value) {
    return with(c -> c.description = value);
  }

  @Override
  public TaskDefinition<A> alias(String olderName) {
    Set<TaskTypeName> more = new LinkedHashSet<>(aliases);
    more.add(new TaskTypeName(olderName));
    return with(c -> c.aliases = more);
  }

  @Override
  public TaskDefinition<A> version(int value) {
    return with(c -> c.versions = versions.current(value));
  }

  @Override
  public TaskDefinition<A> upcast(int from, UnaryOperator<Payload> lift) {
    return upcast(from, (older, codec) -> lift.apply(older));
  }

  @Override
  public TaskDefinition<A> upcast(int from, Upcaster upcaster) {
    return with(c -> c.versions = versions.with(from, upcaster));
  }

  @Override
  public TaskDefinition<A> longest(Duration value) {
    return with(c -> c.longest = value);
  }

  @Override
  public TaskDefinition<A> secret() {
    return with(c -> c.secret = true);
  }

  @Override
  public Set<TaskTypeName> names() {
    Set<TaskTypeName> names = new LinkedHashSet<>();
    names.add(type.name());
    names.addAll(aliases);
    return names;
  }

  @Override
  public A arguments(TaskSpec spec, ArgumentCodec codec) {
    Payload stored = ArgumentVersions.unmarked(spec.arguments());
    Payload open = codec.open(stored, names(), SealedPayload.Part.ARGUMENTS);
    int version = ArgumentVersions.versionOf(spec.arguments(), spec.version());
    try {
      Payload lifted = versions.lifted(open, version, codec);
      return type.arguments().cast(codec.decode(lifted, type.arguments()));
    } catch (ArgumentCodec.UnreadableException e) {
      if (!isSecret && !SealedPayload.is(stored)) {
        throw e;
      }
      // Without the cause, whose words may quote what is secret.
      throw new ArgumentCodec.UnreadableException(
          "the arguments, which are secret, do not fit %s; they are of version %d"
              .formatted(type.arguments().getSimpleName(), version));
    }
  }

  private TaskDefinition<A> with(Consumer<Copy<A>> change) {
    Copy<A> copy = new Copy<>(this);
    change.accept(copy);
    return copy.done();
  }

  /** A copy in the making. */
  private static final class Copy<A> {
    private TaskType<A> type;
    private List<ActionDefinition<A>> actions;
    private QueueName queue;
    private Optional<Duration> stint;
    private Optional<Duration> keep;
    private FailureClassifier classifier;
    private Optional<WeeklyWindow> window;
    private HeadPolicy head;
    private Optional<Integer> limit;
    private Optional<Boolean> critical;
    private Optional<Integer> notifyAt;
    private Predicate<A> inline;
    private String description;
    private Set<TaskTypeName> aliases;
    private ArgumentVersions versions;
    private Duration longest;
    private boolean secret;

    private Copy(TaskDefinitionValues<A> from) {
      type = from.type;
      actions = from.actions;
      queue = from.queue;
      stint = from.stint;
      keep = from.keep;
      classifier = from.classifier;
      window = from.window;
      head = from.head;
      limit = from.limit;
      critical = from.critical;
      notifyAt = from.notifyAt;
      inline = from.inline;
      description = from.description;
      aliases = from.aliases;
      versions = from.versions;
      longest = from.longest;
      secret = from.isSecret;
    }

    private TaskDefinition<A> done() {
      return new TaskDefinitionValues<>(
          type,
          actions,
          queue,
          stint,
          keep,
          classifier,
          window,
          head,
          limit,
          critical,
          notifyAt,
          inline,
          description,
          aliases,
          versions,
          longest,
          secret);
    }
  }
}
