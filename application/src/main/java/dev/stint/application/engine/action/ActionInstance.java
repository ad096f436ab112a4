package dev.stint.application.engine.action;

import dev.stint.application.api.Action;
import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.ArgumentCodec;
import dev.stint.application.api.ChunkedAction;
import dev.stint.application.api.ReplayableAction;
import dev.stint.application.api.TaskDefinition;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An action, made when it is first needed. */
public final class ActionInstance {
  private final ActionDefinition<?> definition;
  private final TaskDefinition<?> task;
  private final ArgumentCodec codec;
  private volatile @Nullable Object made;
  private volatile @Nullable Action<Object> action;

  ActionInstance(ActionDefinition<?> definition, TaskDefinition<?> task, ArgumentCodec codec) {
    this.definition = definition;
    this.task = task;
    this.codec = codec;
  }

  public ActionDefinition<?> definition() {
    return definition;
  }

  /** The object that may be a hook, too. */
  public Object hooks() {
    action();
    return Objects.requireNonNull(made);
  }

  public Action<Object> action() {
    Action<Object> ready = action;
    return ready != null ? ready : make();
  }

  @SuppressWarnings("unchecked")
  private synchronized Action<Object> make() {
    Action<Object> ready = action;
    if (ready == null) {
      Object instance = definition.body().get();
      made = instance;
      Action<Object> work =
          instance instanceof ChunkedAction<?, ?, ?> chunked
              ? new ChunkDriver<>(
                  (ActionDefinition<Object>) definition,
                  (ChunkedAction<Object, Object, Object>) chunked,
                  codec,
                  task.classifier())
              : (Action<Object>) instance;
      ready = new ReplayGuard<>((ActionDefinition<Object>) definition, work, replays(instance));
      action = ready;
    }
    return ready;
  }

  @SuppressWarnings("unchecked")
  private Optional<Action<Object>> replays(Object instance) {
    return instance instanceof ReplayableAction<?, ?, ?> replayable
        ? Optional.of(
            new ReplayDriver<>(
                (ActionDefinition<Object>) definition,
                (ReplayableAction<Object, Object, ?>) replayable,
                task.classifier(),
                new ReplayCounts(codec)))
        : Optional.empty();
  }
}
