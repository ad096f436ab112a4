package dev.stint.application.engine.run;

import dev.stint.application.engine.base.Guard;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * What user code may change of its thread and the next task must not find: the log marks (MDC), the
 * name, the priority and the context class loader. Restored when closed. For one thread.
 */
public final class ThreadState implements AutoCloseable {

  private final Thread thread = Thread.currentThread();
  private final String name = thread.getName();
  private final int priority = thread.getPriority();
  private final @Nullable ClassLoader loader = thread.getContextClassLoader();
  private final boolean marked = MdcScope.kept();
  private final @Nullable Map<String, String> marks = marked ? MDC.getCopyOfContextMap() : null;

  private ThreadState() {}

  public static ThreadState keep() {
    return new ThreadState();
  }

  /** Each apart: what a host's log or security does not allow keeps nothing else back. */
  @Override
  public void close() {
    if (marked) {
      Guard.run("restoring the log marks", () -> restoreMarks(marks));
    }
    if (!name.equals(thread.getName())) {
      Guard.run("restoring the thread's name", () -> thread.setName(name));
    }
    if (priority != thread.getPriority()) {
      Guard.run("restoring the thread's priority", () -> thread.setPriority(priority));
    }
    if (loader != thread.getContextClassLoader()) {
      Guard.run("restoring the thread's class loader", () -> thread.setContextClassLoader(loader));
    }
  }

  private static void restoreMarks(@Nullable Map<String, String> marks) {
    if (marks == null || marks.isEmpty()) {
      MDC.clear();
    } else {
      MDC.setContextMap(marks);
    }
  }
}
