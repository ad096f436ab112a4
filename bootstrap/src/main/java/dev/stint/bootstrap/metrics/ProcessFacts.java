package dev.stint.bootstrap.metrics;

import dev.stint.application.api.extend.TaskCall;
import dev.stint.application.api.extend.TaskInterceptor;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keeps with each task what a call of an action took: its duration, the memory in use before and
 * after it, the process and the worker. Thread-safe.
 *
 * <p>Memory is the whole JVM's, so it tells of one call only where calls run one at a time.
 */
public final class ProcessFacts implements TaskInterceptor {

  private static final int KIB = 1_024;

  /** A call is before, at and after its action on one thread. */
  private final ThreadLocal<Begin> begins = new ThreadLocal<>();

  private record Begin(long nanos, long memory) {}

  @Override
  public void before(TaskCall call) {
    begins.set(new Begin(System.nanoTime(), memory()));
  }

  @Override
  public Map<String, String> metadata(TaskCall call) {
    Begin begin = begins.get();
    begins.remove();
    Map<String, String> facts = new LinkedHashMap<>();
    if (begin != null) {
      facts.put("duration", (System.nanoTime() - begin.nanos) / 1_000_000 + " ms");
      facts.put("memory", "%d to %d KiB".formatted(begin.memory / KIB, memory() / KIB));
    }
    facts.put("pid", Long.toString(ProcessHandle.current().pid()));
    facts.put("worker", call.worker());
    return facts;
  }

  private static long memory() {
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
