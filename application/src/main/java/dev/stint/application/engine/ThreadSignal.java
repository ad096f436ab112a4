package dev.stint.application.engine;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Ends the rest of one thread from any other; has no effect before that thread began. */
final class ThreadSignal {

  private volatile @Nullable Thread thread;

  /** The calling thread is the one to wake. */
  void bind() {
    thread = Thread.currentThread();
  }

  void wake() {
    LockSupport.unpark(thread);
  }
}
