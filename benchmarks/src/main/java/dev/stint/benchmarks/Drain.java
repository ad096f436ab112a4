package dev.stint.benchmarks;

import dev.stint.benchmarks.harness.Arguments;
import dev.stint.benchmarks.harness.Server;
import dev.stint.benchmarks.harness.Table;
import java.util.List;

/**
 * Drains waiting no-op tasks from PostgreSQL: Stint, its peers and a loop by hand in alternating
 * rounds, with one or more workers, each worker a cold process of its own.
 */
final class Drain {

  private final Arguments arguments;
  private final List<Contestant> contestants;
  private final String what;
  private final int tasks;
  private final int rounds;

  private Drain(Arguments arguments, List<Contestant> contestants, String what) {
    this.arguments =
        arguments.only(
            "future",
            "workers",
            "tasks",
            "rounds",
            "peers",
            "finished",
            "pool",
            "jvm",
            "store",
            "fsync",
            "kind",
            "size");
    this.contestants = contestants;
    this.what = what;
    this.tasks = arguments.number("tasks", 200_000);
    this.rounds = arguments.number("rounds", 3);
  }

  static void run(Arguments arguments) throws Exception {
    new Drain(
            arguments,
            Contestants.asked(arguments, arguments.number("future", 0) > 0 ? "later" : "work"),
            "drain")
        .run();
  }

  /** Rows copied in atomic chunks, in place of tasks. */
  static void chunks(Arguments arguments) throws Exception {
    arguments.only("tasks", "rounds", "size", "jvm");
    Arguments all =
        arguments
            .with("workers", 1)
            .with("kind", "chunks")
            .with("tasks", arguments.text("tasks", "1000000"));
    new Drain(all, Contestants.chunks(), "rows copied in atomic chunks").run();
  }

  private void run() throws Exception {
    try (Server server = Contestants.server(arguments)) {
      Conditions.print(arguments, server.about());
      for (int workers : arguments.numbers("workers", "1,2,4,8")) {
        report(Rounds.of(contestants, rounds, c -> one(server, c, workers)), workers);
      }
    }
  }

  private DrainRun one(Server server, Contestant contestant, int workers) throws Exception {
    Arguments all =
        arguments
            .with("tasks", Math.max(1, tasks / contestant.share()))
            .with("pool", arguments.text("pool", workers <= 2 ? "24" : "12"));
    try (Stage stage = new Stage(contestant, server, all)) {
      return new Draining(stage).run(workers);
    }
  }

  private void report(Rounds<DrainRun> runs, int workers) {
    System.out.printf(
        "%n%s, %s, %d worker%s, finished tasks %s, medians of %d rounds%n",
        what,
        Contestants.store(arguments),
        workers,
        workers == 1 ? "" : "s",
        arguments.text("finished", "deleted"),
        rounds);
    runs.ratios(
        (theirs, over) ->
            "stint is %s x %s (warm %s x), and takes %s x its CPU (warm %s x)"
                .formatted(
                    over.of(DrainRun::rate),
                    theirs,
                    over.of(DrainRun::warmRate),
                    over.of(r -> r.workerMicros() + r.serverMicros()),
                    over.of(r -> r.warmWorkerMicros() + r.warmServerMicros())));
    Table table =
        new Table(
            "",
            "tasks",
            "/s",
            "from",
            "to",
            "warm /s",
            "CPU us worker",
            "server",
            "warm worker",
            "server",
            "WAL bytes",
            "others' cores",
            "exactly once");
    runs.names().forEach(name -> row(table, runs, name));
    table.print();
    runs.names().forEach(name -> System.out.println(name + ": " + runs.of(name).get(0).said()));
    System.out.println();
  }

  private static void row(Table table, Rounds<DrainRun> runs, String name) {
    table.row(
        name,
        String.format("%,d", runs.of(name).get(0).tasks()),
        runs.figure(name, DrainRun::rate),
        runs.least(name, DrainRun::rate),
        runs.most(name, DrainRun::rate),
        runs.figure(name, DrainRun::warmRate),
        runs.figure(name, DrainRun::workerMicros),
        runs.figure(name, DrainRun::serverMicros),
        runs.figure(name, DrainRun::warmWorkerMicros),
        runs.figure(name, DrainRun::warmServerMicros),
        runs.figure(name, DrainRun::walBytes),
        runs.figure(name, DrainRun::others),
        runs.of(name).stream().allMatch(DrainRun::exactlyOnce) ? "yes" : "NO");
  }
}
