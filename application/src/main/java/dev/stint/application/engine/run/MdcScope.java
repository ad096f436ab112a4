package dev.stint.application.engine.run;

import dev.stint.domain.task.TaskSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * What log lines of this thread say of the task that it works on: {@code stint.task}, {@code
 * stint.type}, {@code stint.attempt}, {@code stint.worker}. What stood there before comes back when
 * closed, for a stint may run in a host's own thread.
 */
public final class MdcScope implements AutoCloseable {

  private final Map<String, @Nullable String> before = new LinkedHashMap<>();

  private MdcScope() {}

  public static MdcScope of(TaskSpec task, int attempt, String worker) {
    MdcScope marks = new MdcScope();
    marks.put("stint.task", task.id().toString());
    marks.put("stint.type", task.line().type().value());
    marks.put("stint.attempt", Integer.toString(attempt));
    marks.put("stint.worker", worker);
    return marks;
  }

  private void put(String key, String value) {
    before.put(key, MDC.get(key));
    MDC.put(key, value);
  }

  @Override
  public void close() {
    before.forEach(MdcScope::restore);
  }

  private static void restore(String key, @Nullable String value) {
    if (value == null) {
      MDC.remove(key);
    } else {
      MDC.put(key, value);
    }
  }
}
