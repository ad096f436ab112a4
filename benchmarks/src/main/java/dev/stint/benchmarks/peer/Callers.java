package dev.stint.benchmarks.peer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Threads that call, each as soon as it has its answer, for a while. */
final class Callers {

  private final int threads;
  private final long nanos;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();
  private final AtomicReference<Exception> failed = new AtomicReference<>();

  /** What is called with a number of its own. */
  @FunctionalInterface
  interface Call {
    void call(int number) throws Exception;
  }

  Callers(int threads, int seconds) {
    this.threads = threads;
    this.nanos = TimeUnit.SECONDS.toNanos(seconds);
  }

  /** Returns once the time is over and all have their answers. */
  void run(Call call, Runnable half) throws Exception {
    long end = System.nanoTime() + nanos;
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      Thread caller = new Thread(() -> loop(call, end), "caller " + i);
      caller.start();
      callers.add(caller);
    }
    TimeUnit.NANOSECONDS.sleep(nanos / 2);
    half.run();
    for (Thread caller : callers) {
      caller.join();
    }
    if (failed.get() != null) {
      throw failed.get();
    }
  }

  private void loop(Call call, long end) {
    try {
      while (System.nanoTime() < end) {
        call.call(next.getAndIncrement());
        done.incrementAndGet();
      }
    } catch (Exception e) {
      failed.set(e);
    }
  }

  int done() {
    return done.get();
  }
}
