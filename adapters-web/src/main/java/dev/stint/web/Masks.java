package dev.stint.web;

import dev.stint.application.api.operate.AskTasks;
import dev.stint.domain.Payload;
import dev.stint.domain.SealedPayload;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.task.TaskRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Which members of arguments, results, cursors and items set aside are shown to nobody. Immutable.
 * What a task writes itself into messages, failures, names and keys is shown as it is.
 *
 * @param fields names of members, at any depth and in any case, by type
 */
public record Masks(Map<TaskTypeName, Set<String>> fields) {

  /** Shown in place of a masked value. */
  public static final String SHOWN = "***";

  public static final Masks NONE = new Masks(Map.of());

  public Masks {
    Map<TaskTypeName, Set<String>> copy = new HashMap<>();
    fields.forEach((type, names) -> copy.put(type, lower(names)));
    fields = Map.copyOf(copy);
  }

  private static Set<String> lower(Set<String> names) {
    Set<String> lower = new HashSet<>();
    names.forEach(name -> lower.add(name.toLowerCase(Locale.ROOT)));
    return Set.copyOf(lower);
  }

  /**
   * Also these of this type.
   *
   * @throws IllegalArgumentException if it can be no type's name
   */
  public Masks with(String type, String... names) {
    Map<TaskTypeName, Set<String>> more = new HashMap<>(fields);
    more.merge(
        new TaskTypeName(type),
        Set.of(names),
        (before, added) -> {
          Set<String> all = new HashSet<>(before);
          all.addAll(added);
          return all;
        });
    return new Masks(more);
  }

  /** What may be shown of what this task has, by its type as it is stored and as it is called. */
  public Function<Payload, String> over(TaskRow row, AskTasks ask) {
    List<TaskTypeName> names = names(row, ask);
    return payload -> shown(names, payload);
  }

  /** Whether anything of such a task is masked. */
  public boolean concern(TaskRow row, AskTasks ask) {
    return names(row, ask).stream().anyMatch(fields::containsKey);
  }

  private static List<TaskTypeName> names(TaskRow row, AskTasks ask) {
    TaskTypeName stored = row.type();
    List<TaskTypeName> names = new ArrayList<>(List.of(stored));
    ask.type(stored.value()).ifPresent(type -> names.add(type.name()));
    return names;
  }

  /**
   * What may be shown of it, nothing if it is sealed: JSON with each such member masked; all is
   * masked if the type has masks and this is no JSON. An empty text stays empty.
   *
   * @param types the names of the task's type, if it has several
   */
  public String shown(List<TaskTypeName> types, Payload payload) {
    if (SealedPayload.is(payload)) {
      return SealedPayload.SHOWN;
    }
    Set<String> names = new HashSet<>();
    types.forEach(type -> names.addAll(fields.getOrDefault(type, Set.of())));
    return names.isEmpty() || payload.isNone()
        ? payload.text()
        : MaskedJson.of(payload.text(), names);
  }
}
