package dev.stint.application.api.extend;

import dev.stint.application.api.ChunkedAction;
import dev.stint.domain.TaskId;
import dev.stint.domain.TaskTypeName;
import java.util.List;

/**
 * Hears of atomic chunks after they committed, on the action's thread: to refresh a cache or an
 * index, for instance. Told at most once for each chunk, and not at all if the process dies between
 * the commit and the telling; what must never be lost belongs in the chunk, as a request. An
 * exception is logged and changes nothing. Thread-safe.
 */
@FunctionalInterface
public interface CommitListener {

  CommitListener NONE = committed -> {};

  void committed(Committed chunk);

  /**
   * @param items their names ({@link ChunkedAction#nameOf}), in order
   */
  record Committed(TaskTypeName type, TaskId task, String action, List<String> items) {
    public Committed {
      items = List.copyOf(items);
    }
  }
}
