package dev.stint.application.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Threads that do nothing but take the processors from the others, until closed. */
final class BusyLoops implements AutoCloseable {

  private final AtomicBoolean over = new AtomicBoolean();
  private final List<Thread> threads = new ArrayList<>();
  private volatile long spun;

  /** As many as {@code times} the processors. */
  static BusyLoops times(int times) {
    BusyLoops loops = new BusyLoops();
    for (int i = 0; i < times * Runtime.getRuntime().availableProcessors(); i++) {
      Thread thread = new Thread(loops::spin, "busy-" + i);
      thread.setDaemon(true);
      thread.start();
      loops.threads.add(thread);
    }
    return loops;
  }

  private void spin() {
    while (!over.get()) {
      spun = spun + 1;
    }
  }

  @Override
  public void close() throws InterruptedException {
    over.set(true);
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
