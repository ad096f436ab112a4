package dev.stint.application.engine.run;

import dev.stint.domain.task.TaskSpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.slf4j.helpers.NOPMDCAdapter;

/**
 * What log lines of this thread say of the task that it works on: {@code stint.task}, {@code
 * stint.type}, {@code stint.attempt}, {@code stint.worker}. What stood there before comes back when
 * closed, for a stint may run in a host's own thread.
 */
public final class MdcScope implements AutoCloseable {

  private static final String TASK = "stint.task";
  private static final String TYPE = "stint.type";
  private static final String ATTEMPT = "stint.attempt";
  private static final String WORKER = "stint.worker";

  /** For a host whose log keeps no marks. */
  private static final MdcScope NONE = new MdcScope(false);

  private final boolean marked;
  private final @Nullable String task;
  private final @Nullable String type;
  private final @Nullable String attempt;
  private final @Nullable String worker;

  private MdcScope(boolean marked) {
    this.marked = marked;
    this.task = marked ? MDC.get(TASK) : null;
    this.type = marked ? MDC.get(TYPE) : null;
    this.attempt = marked ? MDC.get(ATTEMPT) : null;
    this.worker = marked ? MDC.get(WORKER) : null;
  }

  /** Whether the host's log keeps marks at all. */
  static boolean kept() {
    return !(MDC.getMDCAdapter() instanceof NOPMDCAdapter);
  }

  public static MdcScope of(TaskSpec task, int attempt, String worker) {
    if (!kept()) {
      return NONE;
    }
    MdcScope before = new MdcScope(true);
    MDC.put(TASK, task.id().toString());
    MDC.put(TYPE, task.line().type().value());
    MDC.put(ATTEMPT, Integer.toString(attempt));
    MDC.put(WORKER, worker);
    return before;
  }

  @Override
  public void close() {
    if (marked) {
      restore(TASK, task);
      restore(TYPE, type);
      restore(ATTEMPT, attempt);
      restore(WORKER, worker);
    }
  }

  private static void restore(String key, @Nullable String value) {
    if (value == null) {
      MDC.remove(key);
    } else {
      MDC.put(key, value);
    }
  }
}
