package dev.stint.benchmarks.harness;

import java.util.Collection;

/**
 * The clock and the CPU used so far.
 *
 * @param nanos of the machine's own clock
 * @param busy seconds of the whole machine
 * @param workers seconds of the processes that are measured
 * @param server seconds of the store's server
 * @param own seconds of the process that measures, without the others
 */
public record Sample(long nanos, double busy, double workers, double server, double own) {

  /**
   * @param server its first process, or 0 if there is none
   */
  public static Sample take(Collection<Child> workers, long server) {
    double theirs = workers.stream().mapToDouble(w -> Machine.treeSeconds(w.pid())).sum();
    double its = server == 0 ? 0 : Machine.treeSeconds(server);
    return new Sample(
        System.nanoTime(),
        Machine.busySeconds(),
        theirs,
        its,
        Machine.ownSeconds(ProcessHandle.current().pid()));
  }

  public double secondsSince(Sample before) {
    return (nanos - before.nanos) / 1e9;
  }

  /** Cores kept busy by processes that have no part in the measurement. */
  public double othersSince(Sample before) {
    double others =
        (busy - before.busy)
            - (workers - before.workers)
            - (server - before.server)
            - (own - before.own);
    return Math.max(0, others / secondsSince(before));
  }

  public double workerMicrosSince(Sample before, long tasks) {
    return (workers - before.workers) * 1e6 / tasks;
  }

  public double serverMicrosSince(Sample before, long tasks) {
    return (server - before.server) * 1e6 / tasks;
  }
}
