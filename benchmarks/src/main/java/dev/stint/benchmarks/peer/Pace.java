package dev.stint.benchmarks.peer;

import dev.stint.benchmarks.harness.Arguments;
import dev.stint.benchmarks.harness.Moments;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** Requests at a fixed rate, and when each was called and answered. */
final class Pace {

  private final int tasks;
  private final double rate;
  private final int callers;
  private final Moments called;
  private final Moments answered;
  private final AtomicReference<Exception> failed = new AtomicReference<>();

  Pace(Arguments arguments) {
    this.tasks = arguments.number("tasks", 0);
    this.rate = arguments.number("rate", 100);
    this.callers = arguments.number("callers", 1);
    this.called = new Moments(tasks);
    this.answered = new Moments(tasks);
  }

  void run(Peer peer) throws Exception {
    long start = System.nanoTime();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < callers; i++) {
      int first = i;
      Thread caller = new Thread(() -> loop(peer, first, start), "caller " + i);
      caller.start();
      threads.add(caller);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    if (failed.get() != null) {
      throw failed.get();
    }
  }

  private void loop(Peer peer, int first, long start) {
    try {
      for (int number = first; number < tasks; number += callers) {
        long due = start + (long) (number * 1e9 / rate);
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
        called.set(number, System.nanoTime());
        peer.request(number);
        answered.set(number, System.nanoTime());
      }
    } catch (Exception e) {
      failed.set(e);
    }
  }

  void write(Path file) throws IOException {
    called.write(file.resolveSibling(file.getFileName() + ".called"));
    answered.write(file.resolveSibling(file.getFileName() + ".answered"));
  }
}
