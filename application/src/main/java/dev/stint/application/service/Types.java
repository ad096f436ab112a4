package dev.stint.application.service;

import dev.stint.application.api.RefusedException;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.operate.Catalogue;
import dev.stint.domain.TaskTypeName;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The task types that this build knows, by name. Immutable. */
public final class Types implements Catalogue {

  private final Map<TaskTypeName, TaskDefinition<?>> byName = new TreeMap<>();
  private final Map<TaskTypeName, TaskDefinition<?>> byAlias = new TreeMap<>();

  public Types(Collection<TaskDefinition<?>> definitions) {
    definitions.forEach(d -> byName.put(d.type().name(), d));
    definitions.forEach(d -> d.aliases().forEach(a -> byAlias.put(a, d)));
  }

  @Override
  public List<TypeEntry> types() {
    return byName.values().stream().map(TypeEntries::of).toList();
  }

  @Override
  public Optional<TypeEntry> type(String name) {
    return find(new TaskTypeName(name)).map(TypeEntries::of);
  }

  public Collection<TaskDefinition<?>> all() {
    return byName.values();
  }

  /** The type of this name or alias. */
  public Optional<TaskDefinition<?>> find(TaskTypeName name) {
    TaskDefinition<?> found = byName.get(name);
    return Optional.ofNullable(found == null ? byAlias.get(name) : found);
  }

  /** The names under which tasks of this type are stored; the name itself if it is not known. */
  public Set<TaskTypeName> names(TaskTypeName name) {
    return find(name).map(TaskDefinition::names).orElse(Set.of(name));
  }

  /**
   * @throws RefusedException if the type is not known, naming those that are
   */
  public TaskDefinition<?> get(TaskTypeName name) {
    return find(name)
        .orElseThrow(
            () ->
                new RefusedException(
                    "unknown task type '" + name + "'; this build knows " + byName.keySet()));
  }
}
