package dev.stint.application.api.operate;

import dev.stint.application.api.ParameterDescription;
import dev.stint.application.api.ReplayableAction;
import dev.stint.domain.TaskTypeName;
import java.util.List;
import java.util.Optional;

/** The task types that this build knows, as people and programs read them. Thread-safe. */
public interface Catalogue {

  /** In the order of their names. */
  List<TypeEntry> types();

  /** The type of this name or alias. */
  Optional<TypeEntry> type(String name);

  /**
   * @param version that a request stores
   */
  record TypeEntry(
      TaskTypeName name,
      String description,
      List<TaskTypeName> aliases,
      int version,
      List<Step> actions,
      List<Parameter> parameters) {

    public TypeEntry {
      aliases = List.copyOf(aliases);
      actions = List.copyOf(actions);
      parameters = List.copyOf(parameters);
    }
  }

  /**
   * @param hooks which of start and recover it has, and replay if it can read items again that it
   *     set aside
   */
  record Step(String name, boolean chunked, List<String> hooks) {
    public Step {
      hooks = List.copyOf(hooks);
    }

    /** Whether it is a {@link ReplayableAction}. */
    public boolean replays() {
      return hooks.contains("replay");
    }
  }

  /**
   * @param type in short, such as {@code List<Long>}
   * @param description by {@link ParameterDescription}; may be empty
   */
  record Parameter(String name, String type, boolean required, String description) {}
}
