package dev.stint.application.engine.claim;

import dev.stint.application.engine.action.Registry;
import dev.stint.domain.Line;
import dev.stint.domain.QueueName;
import dev.stint.domain.TaskTypeName;
import java.util.Set;
import java.util.stream.Collectors;

/** Which of the lines with ready tasks this worker can run now. */
public interface LineChoice {
  Set<Line> of(Set<Line> ready);

  /** Those of known types, and of the queues and types asked for (none means every one). */
  static LineChoice of(Registry registry, Set<QueueName> queues, Set<TaskTypeName> types) {
    return ready ->
        ready.stream()
            .filter(line -> registry.find(line.type()).isPresent())
            .filter(line -> queues.isEmpty() || queues.contains(line.queue()))
            .filter(line -> registry.among(types, line.type()))
            .collect(Collectors.toUnmodifiableSet());
  }
}
