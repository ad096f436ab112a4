package dev.stint.application.engine.base;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Ends the rest of one thread from any other; has no effect before that thread began. */
public final class ThreadSignal {

  private volatile @Nullable Thread thread;

  /** The calling thread is the one to wake. */
  public void bind() {
    thread = Thread.currentThread();
  }

  public void wake() {
    LockSupport.unpark(thread);
  }
}
