package dev.stint.application.api.operate;

import dev.stint.application.api.RefusedException;
import dev.stint.application.api.Request;
import java.util.Optional;

/**
 * Makes requests of words: a type's name and its arguments as the codec writes them, JSON unless
 * the host chose another. For commands and other doors to the outside; host code says {@link
 * dev.stint.application.api.TaskType#with}. Stores nothing. Thread-safe.
 */
public interface ReadRequests {

  /**
   * A request of this type with every default, to be refined.
   *
   * @param type its name or an alias
   * @return empty if this build has no such type or, for a principal, if they may not request it
   *     for themselves: which of both is not told
   * @throws IllegalArgumentException if no type can have such a name
   * @throws RefusedException if the arguments do not fit, with one sentence that names what
   */
  Optional<Request<?>> read(String type, String arguments);
}
