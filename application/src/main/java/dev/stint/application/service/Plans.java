package dev.stint.application.service;

import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.ArgumentCodec;
import dev.stint.domain.task.TaskSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The names of the actions of stored tasks, in order. */
final class Plans {

  private final Types types;
  private final ArgumentCodec codec;

  Plans(Types types, ArgumentCodec codec) {
    this.types = types;
    this.codec = codec;
  }

  /** Empty if the task has no plan of its own and this process does not know its type. */
  Optional<List<String>> names(TaskSpec spec) {
    if (!spec.plan().isNone()) {
      return Optional.of(Arrays.asList((String[]) codec.decode(spec.plan(), String[].class)));
    }
    return types
        .find(spec.line().type())
        .map(type -> type.actions().stream().map(ActionDefinition::name).toList());
  }
}
