package dev.stint.application.api;

import dev.stint.application.api.operate.RunUnstored;
import dev.stint.domain.Payload;
import dev.stint.domain.QueueName;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.policy.HeadPolicy;
import dev.stint.domain.policy.WeeklyWindow;
import dev.stint.domain.task.TaskSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;

/**
 * What a build knows of a task type: its actions in order, and its settings. Later versions may add
 * settings.
 */
public sealed interface TaskDefinition<A> permits TaskDefinitionValues {

  /** How long a task may take before people are told, unless it is set. */
  Duration DEFAULT_LONGEST = Duration.ofHours(24);

  /** The number of actions that a plan may have. */
  int MOST_ACTIONS = 10_000;

  static <A> TaskDefinition<A> of(TaskType<A> type) {
    return new TaskDefinitionValues<>(
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
        DEFAULT_LONGEST,
        false);
  }

  /** A task of one chunked action, named as the type. */
  static <A> TaskDefinition<A> of(TaskType<A> type, ChunkedAction<A, ?, ?> action) {
    return of(type).then(ActionDefinition.of(type.name().value(), action));
  }

  /** A task of one action, named as the type. */
  static <A> TaskDefinition<A> of(TaskType<A> type, Action<A> action) {
    return of(type).then(ActionDefinition.of(type.name().value(), action));
  }

  /** The type that it defines. */
  TaskType<A> type();

  /** What its tasks do, in order. */
  List<ActionDefinition<A>> actions();

  /** Where its tasks stand unless a request says otherwise. */
  QueueName queue();

  /** How long one stint may last; empty means the configuration's. */
  Optional<Duration> stint();

  /** How long finished tasks stay; empty means the configuration's. */
  Optional<Duration> keep();

  /** Tells errors that may pass from those that will not. */
  FailureClassifier classifier();

  /**
   * When its tasks may run: claims wait until it opens, and a stint's time is up when it closes;
   * empty means always.
   */
  Optional<WeeklyWindow> window();

  /** Whether the head of a serial key keeps the key while it does not run. */
  HeadPolicy head();

  /** How many of its tasks may run at once over all workers; empty means any number. */
  Optional<Integer> limit();

  /**
   * Whether notifiers are told when one of its tasks ends FAILED; empty means those whose request
   * asked for retries.
   */
  Optional<Boolean> critical();

  /** Somebody is told when a task fails for the time of this number, from 1; empty means never. */
  Optional<Integer> notifyAt();

  /** Which of its requests are small enough to run at once in the caller's thread. */
  Predicate<A> inline();

  /** One line for people. */
  String description();

  /** Other names under which its tasks were stored. */
  Set<TaskTypeName> aliases();

  /** Of its arguments. */
  ArgumentVersions versions();

  /** How long a task may take from its first start before people are told. */
  Duration longest();

  /** Adds an action at the end. */
  TaskDefinition<A> then(ActionDefinition<A> action);

  /** Replaces its actions; for plans that a program makes. */
  TaskDefinition<A> actions(List<ActionDefinition<A>> value);

  /** Refines each of its actions. */
  TaskDefinition<A> each(UnaryOperator<ActionDefinition<A>> refined);

  TaskDefinition<A> queue(String value);

  TaskDefinition<A> stint(Duration value);

  TaskDefinition<A> keep(Duration value);

  TaskDefinition<A> classifier(FailureClassifier value);

  /** Its tasks run only while {@code value} is open. */
  TaskDefinition<A> within(WeeklyWindow value);

  TaskDefinition<A> head(HeadPolicy value);

  /** At most this many of its tasks run at once over all workers; at least 1. */
  TaskDefinition<A> limit(int value);

  /** Whether notifiers are told when one of its tasks ends FAILED. */
  TaskDefinition<A> critical(boolean value);

  /** Somebody is told, once, when a task fails for the time of this number; at least 1. */
  TaskDefinition<A> notifyAt(int attempt);

  /**
   * Requests of at most this size are small: {@link RunUnstored} runs them at once.
   *
   * @param size how much work the arguments mean, in any unit
   */
  TaskDefinition<A> inlineUpTo(long threshold, ToLongFunction<A> size);

  TaskDefinition<A> described(String value);

  /** Tasks stored under this older name are its tasks, too. */
  TaskDefinition<A> alias(String olderName);

  /** The version that its requests store; 1 is the default. */
  TaskDefinition<A> version(int value);

  /** Lifts stored arguments from a version to the next, as payloads. */
  TaskDefinition<A> upcast(int from, UnaryOperator<Payload> lift);

  TaskDefinition<A> upcast(int from, Upcaster upcaster);

  /**
   * Its arguments and results are encrypted in the store by the host's {@link SecretKeys}, without
   * which it is refused, and shown to nobody. Not its cursors, names, keys, messages, failures and
   * items set aside: its actions put nothing secret there. A schedule keeps arguments as they are,
   * and so refuses it.
   */
  TaskDefinition<A> secret();

  /** Whether it is {@link #secret()}. */
  boolean isSecret();

  /** People are told of tasks that take longer than this from their first start. */
  TaskDefinition<A> longest(Duration value);

  /** Its name and its aliases. */
  Set<TaskTypeName> names();

  /**
   * The arguments of a stored task, older versions lifted.
   *
   * @throws ArgumentCodec.UnreadableException if this build cannot read them
   */
  A arguments(TaskSpec spec, ArgumentCodec codec);
}
