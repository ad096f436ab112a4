package dev.stint.application.api;

import dev.stint.application.api.operate.RunUnstored;
import dev.stint.domain.Bounds;
import dev.stint.domain.Payload;
import dev.stint.domain.QueueName;
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

/**
 * What a build knows of a task type: its actions in order, and its settings.
 *
 * @param stint how long one stint may last; empty means the configuration's
 * @param keep how long finished tasks stay; empty means the configuration's
 * @param window when its tasks may run: claims wait until it opens, and a stint's time is up when
 *     it closes; empty means always
 * @param head whether the head of a serial key keeps the key while it does not run
 * @param limit how many of its tasks may run at once over all workers; empty means any number
 * @param critical whether somebody is told when one of its tasks fails for good; empty means those
 *     whose request asked for retries
 * @param notifyAt somebody is told when a task fails for the time of this number, from 1; empty
 *     means never
 * @param inline which of its requests are small enough to run at once in the caller's thread
 * @param description one line for people
 * @param aliases other names under which its tasks were stored
 * @param versions of its arguments
 * @param longest how long a task may take from its first start before people are told
 */
public record TaskDefinition<A>(
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
    Duration longest) {

  public static final Duration DEFAULT_LONGEST = Duration.ofHours(24);

  /** This many actions a plan may have. */
  public static final int MOST_ACTIONS = 10_000;

  public TaskDefinition {
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

  public static <A> TaskDefinition<A> of(TaskType<A> type) {
    return new TaskDefinition<>(
        type,
        List.of(),
        QueueName.DEFAULT,
        Optional.empty(),
        Optional.empty(),
        FailureClassifier.DEFAULT,
        Optional.empty(),
        HeadPolicy.HOLD,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        arguments -> false,
        "",
        Set.of(),
        ArgumentVersions.FIRST,
        DEFAULT_LONGEST);
  }

  /** A task of one action, named as the type. */
  public static <A> TaskDefinition<A> of(TaskType<A> type, Action<A> action) {
    return of(type).then(ActionDefinition.of(type.name().value(), action));
  }

  /** The same with one more action at the end. */
  public TaskDefinition<A> then(ActionDefinition<A> action) {
    List<ActionDefinition<A>> more = new ArrayList<>(actions);
    more.add(action);
    return with(c -> c.actions = more);
  }

  /** The same with these actions in place of its own; for plans that are made by a program. */
  public TaskDefinition<A> actions(List<ActionDefinition<A>> value) {
    return with(c -> c.actions = value);
  }

  /** The same with each of its actions refined. */
  public TaskDefinition<A> each(UnaryOperator<ActionDefinition<A>> refined) {
    return with(c -> c.actions = actions.stream().map(refined).toList());
  }

  public TaskDefinition<A> queue(String value) {
    return with(c -> c.queue = new QueueName(value));
  }

  public TaskDefinition<A> stint(Duration value) {
    return with(c -> c.stint = Optional.of(value));
  }

  public TaskDefinition<A> keep(Duration value) {
    return with(c -> c.keep = Optional.of(value));
  }

  public TaskDefinition<A> classifier(FailureClassifier value) {
    return with(c -> c.classifier = value);
  }

  /** Its tasks run only while {@code value} is open. */
  public TaskDefinition<A> within(WeeklyWindow value) {
    return with(c -> c.window = Optional.of(value));
  }

  public TaskDefinition<A> head(HeadPolicy value) {
    return with(c -> c.head = value);
  }

  /** At most this many of its tasks run at once over all workers; at least 1. */
  public TaskDefinition<A> limit(int value) {
    return with(c -> c.limit = Optional.of(value));
  }

  /** Whether somebody is told when one of its tasks fails for good. */
  public TaskDefinition<A> critical(boolean value) {
    return with(c -> c.critical = Optional.of(value));
  }

  /** Somebody is told, once, when a task fails for the time of this number; at least 1. */
  public TaskDefinition<A> notifyAt(int attempt) {
    return with(c -> c.notifyAt = Optional.of(attempt));
  }

  /**
   * Requests of at most this size are small: {@link RunUnstored} runs them at once.
   *
   * @param size how much work the arguments mean, in any unit
   */
  public TaskDefinition<A> inlineUpTo(long threshold, ToLongFunction<A> size) {
    return with(c -> c.inline = arguments -> size.applyAsLong(arguments) <= threshold);
  }

  public TaskDefinition<A> described(String value) {
    return with(c -> c.description = value);
  }

  /** Tasks stored under this older name are its tasks, too. */
  public TaskDefinition<A> alias(String olderName) {
    Set<TaskTypeName> more = new LinkedHashSet<>(aliases);
    more.add(new TaskTypeName(olderName));
    return with(c -> c.aliases = more);
  }

  /** The version that its requests store; 1 is the default. */
  public TaskDefinition<A> version(int value) {
    return with(c -> c.versions = versions.current(value));
  }

  /** Lifts stored arguments from a version to the next, as payloads. */
  public TaskDefinition<A> upcast(int from, UnaryOperator<Payload> lift) {
    return upcast(from, (older, codec) -> lift.apply(older));
  }

  public TaskDefinition<A> upcast(int from, Upcaster upcaster) {
    return with(c -> c.versions = versions.with(from, upcaster));
  }

  /** People are told of tasks that take longer than this from their first start. */
  public TaskDefinition<A> longest(Duration value) {
    return with(c -> c.longest = value);
  }

  /** Its name and its aliases. */
  public Set<TaskTypeName> names() {
    Set<TaskTypeName> names = new LinkedHashSet<>();
    names.add(type.name());
    names.addAll(aliases);
    return names;
  }

  /**
   * The arguments of a stored task, older versions lifted.
   *
   * @throws ArgumentCodec.UnreadableException if this build cannot read them
   */
  public A arguments(TaskSpec spec, ArgumentCodec codec) {
    Payload lifted = versions.lifted(spec.arguments(), spec.version(), codec);
    return type.arguments().cast(codec.decode(lifted, type.arguments()));
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

    private Copy(TaskDefinition<A> from) {
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
    }

    private TaskDefinition<A> done() {
      return new TaskDefinition<>(
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
          longest);
    }
  }
}
