package dev.stint.application.api;

import dev.stint.domain.QueueName;
import dev.stint.domain.policy.WeeklyWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a build knows of a task type: its actions in order, and its settings.
 *
 * @param stint how long one stint may last; empty means the configuration's
 * @param keep how long finished tasks stay; empty means the configuration's
 * @param window when its tasks may run: claims wait until it opens, and a stint's time is up when
 *     it closes; empty means always
 * @param description one line for people
 */
public record TaskDefinition<A>(
    TaskType<A> type,
    List<ActionDefinition<A>> actions,
    QueueName queue,
    Optional<Duration> stint,
    Optional<Duration> keep,
    FailureClassifier classifier,
    Optional<WeeklyWindow> window,
    String description) {

  public TaskDefinition {
    actions = List.copyOf(actions);
    long names = actions.stream().map(ActionDefinition::name).distinct().count();
    if (names < actions.size()) {
      throw new IllegalArgumentException("task type " + type.name() + " names an action twice");
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
        "");
  }

  /** A task of one action, named as the type. */
  public static <A> TaskDefinition<A> of(TaskType<A> type, Action<A> action) {
    return of(type).then(ActionDefinition.of(type.name().value(), action));
  }

  /** The same with one more action at the end. */
  public TaskDefinition<A> then(ActionDefinition<A> action) {
    List<ActionDefinition<A>> more = new ArrayList<>(actions);
    more.add(action);
    return new TaskDefinition<>(type, more, queue, stint, keep, classifier, window, description);
  }

  public TaskDefinition<A> queue(String value) {
    return new TaskDefinition<>(
        type, actions, new QueueName(value), stint, keep, classifier, window, description);
  }

  public TaskDefinition<A> stint(Duration value) {
    return new TaskDefinition<>(
        type, actions, queue, Optional.of(value), keep, classifier, window, description);
  }

  public TaskDefinition<A> keep(Duration value) {
    return new TaskDefinition<>(
        type, actions, queue, stint, Optional.of(value), classifier, window, description);
  }

  public TaskDefinition<A> classifier(FailureClassifier value) {
    return new TaskDefinition<>(type, actions, queue, stint, keep, value, window, description);
  }

  /** Its tasks run only while {@code value} is open. */
  public TaskDefinition<A> within(WeeklyWindow value) {
    return new TaskDefinition<>(
        type, actions, queue, stint, keep, classifier, Optional.of(value), description);
  }

  public TaskDefinition<A> described(String value) {
    return new TaskDefinition<>(type, actions, queue, stint, keep, classifier, window, value);
  }
}
