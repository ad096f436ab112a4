package dev.stint.benchmarks;

import dev.stint.benchmarks.harness.Arguments;
import dev.stint.benchmarks.harness.Child;
import dev.stint.benchmarks.harness.Executions;
import dev.stint.benchmarks.harness.Moments;
import dev.stint.benchmarks.harness.Sample;
import dev.stint.benchmarks.harness.Server;
import dev.stint.benchmarks.harness.Table;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How long after a request its task runs, at a fixed rate and with an idle worker: in another
 * process, and in the one that asks.
 */
final class Latency {

  private static final int IDLE_SECONDS = 2;

  private final Arguments arguments;
  private final List<Contestant> contestants;
  private final int rounds;
  private final int tasks;
  private final int warm;
  private final boolean held;

  private Latency(Arguments arguments) throws Exception {
    this.arguments =
        arguments.only(
            "snapshot",
            "rate",
            "seconds",
            "warm",
            "callers",
            "processes",
            "rounds",
            "peers",
            "pool",
            "jvm",
            "store",
            "fsync");
    this.contestants = Contestants.asked(arguments, "pace");
    this.rounds = arguments.number("rounds", 3);
    this.held = arguments.text("snapshot", "none").equals("held");
    int rate = arguments.number("rate", 100);
    this.warm = rate * arguments.number("warm", 3);
    this.tasks = warm + rate * arguments.number("seconds", 10);
  }

  static void run(Arguments arguments) throws Exception {
    new Latency(arguments).run();
  }

  private void run() throws Exception {
    try (Server server = Contestants.server(arguments)) {
      Conditions.print(arguments, server.about());
      for (int processes : arguments.numbers("processes", "2,1")) {
        report(Rounds.of(contestants, rounds, c -> one(server, c, processes)), processes);
      }
    }
  }

  private LatencyRun one(Server server, Contestant contestant, int processes) throws Exception {
    try (Stage stage = new Stage(contestant, server, arguments.with("tasks", tasks))) {
      stage.fill(0);
      Path tally = stage.file("tally");
      Path asked = stage.file("asked");
      Arguments own = stage.arguments().with("tally", tally).with("asked", asked);
      Child worker = stage.start(processes == 1 ? "both" : "work", own);
      String said = worker.hear("ready", Stage.PATIENCE_SECONDS);
      worker.tell("go");
      Child caller = processes == 1 ? worker : stage.start("pace", own);
      if (processes != 1) {
        caller.hear("ready", Stage.PATIENCE_SECONDS);
      }
      TimeUnit.SECONDS.sleep(IDLE_SECONDS);
      AutoCloseable snapshot = held ? stage.hold() : () -> {};
      Sample began = stage.sample();
      caller.tell(processes == 1 ? "pace" : "go");
      caller.hear("paced", Stage.PATIENCE_SECONDS);
      stage.awaitRan(tasks);
      Sample ended = stage.sample();
      snapshot.close();
      long left = stage.awaitNothingLeft();
      worker.tell("stop");
      worker.hear("stopped", Stage.PATIENCE_SECONDS);
      LatencyRun run = read(said, tally, asked, left, ended.othersSince(began));
      stage.done();
      return run;
    }
  }

  private LatencyRun read(String said, Path tally, Path asked, long left, double others)
      throws Exception {
    Executions executions = new Executions(tasks);
    executions.add(tally);
    int third = Math.max(1, (tasks - warm) / 3);
    boolean once = executions.missing() == 0 && executions.twice() == 0 && left == 0;
    return new LatencyRun(
        said,
        millis(executions, Moments.read(Path.of(asked + ".called")), warm, tasks),
        millis(executions, Moments.read(Path.of(asked + ".called")), warm, warm + third),
        millis(executions, Moments.read(Path.of(asked + ".called")), tasks - third, tasks),
        millis(executions, Moments.read(Path.of(asked + ".answered")), warm, tasks),
        once,
        others);
  }

  /** Of the numbers from one up to and without another, in order of size. */
  private static double[] millis(Executions executions, Moments since, int from, int to) {
    double[] millis = new double[to - from];
    for (int i = from; i < to; i++) {
      millis[i - from] = (executions.when(i) - since.get(i)) / 1e6;
    }
    Arrays.sort(millis);
    return millis;
  }

  private void report(Rounds<LatencyRun> runs, int processes) {
    System.out.printf(
        "%nlatency, %s, %d a second, %s%s, ms, medians of %d rounds%n",
        Contestants.store(arguments),
        arguments.number("rate", 100),
        processes == 1 ? "in the process that asks" : "asked and run by two processes",
        held ? ", a snapshot held" : "",
        rounds);
    runs.ratios(
        (theirs, over) ->
            "stint takes %s x %s at the median, %s x at the 99th of 100"
                .formatted(over.of(r -> r.called(0.5)), theirs, over.of(r -> r.called(0.99))));
    Table table =
        new Table(
            "",
            "from the call p50",
            "p95",
            "p99",
            "of the first third",
            "of the last third",
            "from the answer p50",
            "p99",
            "others' cores",
            "exactly once");
    for (String name : runs.names()) {
      table.row(
          name,
          runs.figure(name, r -> r.called(0.5)),
          runs.figure(name, r -> r.called(0.95)),
          runs.figure(name, r -> r.called(0.99)),
          runs.figure(name, LatencyRun::early),
          runs.figure(name, LatencyRun::late),
          runs.figure(name, r -> r.answered(0.5)),
          runs.figure(name, r -> r.answered(0.99)),
          runs.figure(name, LatencyRun::others),
          runs.of(name).stream().allMatch(LatencyRun::once) ? "yes" : "NO");
    }
    table.print();
    runs.names().forEach(name -> System.out.println(name + ": " + runs.of(name).get(0).said()));
    System.out.println();
  }

  /** What one run came to; times in milliseconds, in order of size. */
  private record LatencyRun(
      String said,
      double[] called,
      double[] firstThird,
      double[] lastThird,
      double[] answered,
      boolean once,
      double others) {

    double called(double part) {
      return at(called, part);
    }

    double answered(double part) {
      return at(answered, part);
    }

    double early() {
      return at(firstThird, 0.99);
    }

    double late() {
      return at(lastThird, 0.99);
    }

    private static double at(double[] sorted, double part) {
      return sorted[(int) (sorted.length * part)];
    }

    @Override
    public String toString() {
      return "from the call p50 %s ms, p99 %s ms; exactly once: %s; others' cores %s"
          .formatted(
              Table.figure(called(0.5)),
              Table.figure(called(0.99)),
              once ? "yes" : "NO",
              Table.figure(others));
    }
  }
}
