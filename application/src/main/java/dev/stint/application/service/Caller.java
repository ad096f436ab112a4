package dev.stint.application.service;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** The thread that waits for the answers to its requests, and is woken by the last of them. */
final class Caller {

  private final Thread thread = Thread.currentThread();
  private final AtomicInteger left;

  /**
   * @param requests how many answers the current thread waits for
   */
  Caller(int requests) {
    this.left = new AtomicInteger(requests);
  }

  /** One of its requests has its answer. */
  void answered() {
    if (left.decrementAndGet() == 0 && thread != Thread.currentThread()) {
      LockSupport.unpark(thread);
    }
  }

  /** Whether all of its requests have their answers. */
  boolean ready() {
    return left.get() == 0;
  }
}
