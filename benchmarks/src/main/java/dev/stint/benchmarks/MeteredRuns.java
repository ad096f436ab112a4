package dev.stint.benchmarks;

import com.sun.management.ThreadMXBean;
import dev.stint.application.spi.RunStore;
import dev.stint.application.spi.Stores;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The run path of a store that notes the CPU time and the bytes of its callers' threads in it. They
 * are claims and settlements of whole batches, so that the notes themselves cost nothing.
 */
final class MeteredRuns {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /**
   * What the threads of the worker call that are never virtual ones, of which no JVM knows this.
   */
  private static final Set<String> BATCHES = Set.of("claim", "settle");

  private final RunStore real;
  private final LongAdder nanos = new LongAdder();
  private final LongAdder bytes = new LongAdder();

  MeteredRuns(RunStore real) {
    this.real = real;
  }

  /** The stores with this in place of their own. */
  Stores in(Stores stores) {
    RunStore metered =
        (RunStore)
            Proxy.newProxyInstance(
                RunStore.class.getClassLoader(),
                new Class<?>[] {RunStore.class},
                (proxy, method, arguments) -> call(method, arguments));
    return new Stores(
        stores.requests(),
        metered,
        stores.chunks(),
        stores.workers(),
        stores.steering(),
        stores.queries(),
        stores.waits(),
        stores.registers());
  }

  private @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
    return BATCHES.contains(method.getName())
        ? metered(method, arguments)
        : invoked(method, arguments);
  }

  private @Nullable Object metered(Method method, Object @Nullable [] arguments) throws Throwable {
    long cpu = THREADS.getCurrentThreadCpuTime();
    long allocated = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    try {
      return invoked(method, arguments);
    } finally {
      nanos.add(THREADS.getCurrentThreadCpuTime() - cpu);
      bytes.add(THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - allocated);
    }
  }

  private @Nullable Object invoked(Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }

  double micros() {
    return nanos.sum() / 1e3;
  }

  double bytes() {
    return bytes.sum();
  }

  /** By all threads that live now. */
  static long allocated() {
    long sum = 0;
    for (long one : THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())) {
      sum += Math.max(0, one);
    }
    return sum;
  }
}
