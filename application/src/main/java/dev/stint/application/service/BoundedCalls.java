package dev.stint.application.service;

import dev.stint.application.spi.StoreException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Calls a store within a time limit, whatever its driver does: the call is made by a thread of its
 * own, which is left to itself when the time is over. Thread-safe.
 */
final class BoundedCalls {

  private static final long IDLE_SECONDS = 5;

  private final Executor threads;

  BoundedCalls() {
    this.threads =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            BoundedCalls::thread);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "stint-request");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Answers what the call answers, or throws what it throws. An interrupt is kept, and ends
   * nothing.
   *
   * @throws StoreException transient, if there is no answer in time
   */
  <T> T call(Supplier<T> call, long nanos) {
    CompletableFuture<T> answer = CompletableFuture.supplyAsync(call, threads);
    long end = System.nanoTime() + nanos;
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return answer.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (TimeoutException e) {
      throw new StoreException(
          StoreException.Kind.TRANSIENT, "the store did not answer in time", e);
    } catch (ExecutionException e) {
      throw thrown(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static RuntimeException thrown(ExecutionException answer) {
    Throwable error = answer.getCause();
    if (error instanceof Error broken) {
      throw broken;
    }
    return error instanceof RuntimeException known ? known : new IllegalStateException(error);
  }
}
