package dev.stint.application.service;

import dev.stint.application.api.RefusedException;
import dev.stint.application.api.TaskDefinition;
import dev.stint.domain.TaskTypeName;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** The task types that this build knows, by name. Immutable. */
public final class Types {

  private final Map<TaskTypeName, TaskDefinition<?>> byName = new TreeMap<>();

  public Types(Collection<TaskDefinition<?>> definitions) {
    definitions.forEach(d -> byName.put(d.type().name(), d));
  }

  public Collection<TaskDefinition<?>> all() {
    return byName.values();
  }

  /**
   * @throws RefusedException if the type is not known, naming those that are
   */
  public TaskDefinition<?> get(TaskTypeName name) {
    TaskDefinition<?> found = byName.get(name);
    if (found == null) {
      throw new RefusedException(
          "unknown task type '" + name + "'; this build knows " + byName.keySet());
    }
    return found;
  }
}
