package dev.stint.bootstrap;

import dev.stint.application.api.ArgumentCodec;
import dev.stint.application.api.RefusedException;
import dev.stint.application.api.Request;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.engine.base.SealingStores;
import dev.stint.application.service.Types;
import dev.stint.application.spi.NewTask;
import dev.stint.application.spi.Stores;
import dev.stint.domain.SealedPayload.Part;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.task.TaskRow;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What the secret task types of a host ask of it. */
record Secrets(Types types, ArgumentCodec codec) {

  private boolean any() {
    return types.all().stream().anyMatch(TaskDefinition::isSecret);
  }

  private boolean isSecret(TaskTypeName type) {
    return types.find(type).filter(TaskDefinition::isSecret).isPresent();
  }

  /**
   * @throws RefusedException if a type is secret and there is no key
   */
  void check(boolean keys) {
    types.all().stream()
        .filter(type -> type.isSecret() && !keys)
        .findFirst()
        .ifPresent(
            type -> {
              throw new RefusedException(
                  "task type %s is secret, and there are no secret keys to encrypt it with"
                      .formatted(type.type().name()));
            });
  }

  /** What a task came to, opened. */
  <R> Optional<R> result(TaskRow task, Class<R> type) {
    return Optional.of(task.result())
        .filter(result -> !result.isNone())
        .map(result -> codec.open(result, types.names(task.type()), Part.RESULT))
        .map(open -> type.cast(codec.decode(open, type)));
  }

  /** The stores themselves, if nothing is secret. */
  Stores sealing(Stores stores) {
    return any() ? SealingStores.of(stores, this::isSecret, codec) : stores;
  }

  /** Refuses recurring tasks of secret types: a schedule keeps its arguments as they are. */
  Function<List<Request<?>>, List<NewTask>> refusing(
      Function<List<Request<?>>, List<NewTask>> newTasks) {
    return requests -> {
      for (Request<?> request : requests) {
        if (isSecret(request.type().name())) {
          throw new RefusedException(
              "task type %s is secret, and a schedule keeps arguments as they are: let it request a task of another type, which requests this one"
                  .formatted(request.type().name()));
        }
      }
      return newTasks.apply(requests);
    };
  }
}
