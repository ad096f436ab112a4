package dev.stint.benchmarks;

import dev.stint.benchmarks.harness.Executions;
import dev.stint.benchmarks.harness.Sample;
import dev.stint.benchmarks.harness.Table;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What one drain came to.
 *
 * @param said what the worker said of itself
 * @param began when the workers were told to begin
 * @param half some time after half of the tasks had run
 * @param halfRan how many had run then
 * @param ended when nothing was left in the store
 * @param wal bytes that the server logged meanwhile
 * @param shares tasks that each worker ran
 * @param left tasks that the store still has
 */
record DrainRun(
    String said,
    int tasks,
    Sample began,
    Sample half,
    long halfRan,
    Sample ended,
    double wal,
    List<Long> shares,
    Executions executions,
    long left) {

  double rate() {
    return tasks / ended.secondsSince(began);
  }

  /** Of those after half. */
  double warmRate() {
    return (tasks - halfRan) / ended.secondsSince(half);
  }

  double workerMicros() {
    return ended.workerMicrosSince(began, tasks);
  }

  double serverMicros() {
    return ended.serverMicrosSince(began, tasks);
  }

  double warmWorkerMicros() {
    return ended.workerMicrosSince(half, tasks - halfRan);
  }

  double warmServerMicros() {
    return ended.serverMicrosSince(half, tasks - halfRan);
  }

  double walBytes() {
    return wal / tasks;
  }

  double others() {
    return ended.othersSince(began);
  }

  boolean exactlyOnce() {
    return executions.missing() == 0 && executions.twice() == 0 && left == 0;
  }

  @Override
  public String toString() {
    return "%,d tasks in %.2f s, %s/s; missing %d, twice %d, left %d; shares %s; others' cores %s"
        .formatted(
            tasks,
            ended.secondsSince(began),
            Table.figure(rate()),
            executions.missing(),
            executions.twice(),
            left,
            shares.stream().map(s -> String.format("%,d", s)).collect(Collectors.joining(" + ")),
            Table.figure(others()));
  }
}
