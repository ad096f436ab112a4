package dev.stint.benchmarks;

import dev.stint.benchmarks.harness.Arguments;
import dev.stint.benchmarks.harness.Median;
import dev.stint.benchmarks.harness.PostgresServer;
import dev.stint.benchmarks.harness.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Drains waiting no-op tasks from PostgreSQL: Stint, its peers and a loop by hand in alternating
 * rounds, each with so many workers, each worker a cold process of its own.
 */
final class Drain {

  private final Arguments arguments;
  private final List<Contestant> contestants;
  private final int tasks;
  private final int rounds;

  private Drain(Arguments arguments) {
    this.arguments =
        arguments.only("workers", "tasks", "rounds", "peers", "finished", "pool", "jvm");
    this.contestants =
        arguments.list("peers", Contestant.names()).stream().map(Contestant::of).toList();
    this.tasks = arguments.number("tasks", 200_000);
    this.rounds = arguments.number("rounds", 3);
  }

  static void run(Arguments arguments) throws Exception {
    new Drain(arguments).run();
  }

  private void run() throws Exception {
    try (PostgresServer server = PostgresServer.start()) {
      Conditions.print(arguments, server.about());
      for (int workers : arguments.numbers("workers", "1,2,4,8")) {
        measure(server, workers);
      }
    }
  }

  private void measure(PostgresServer server, int workers) throws Exception {
    Map<Contestant, List<DrainRun>> runs = new LinkedHashMap<>();
    contestants.forEach(c -> runs.put(c, new ArrayList<>()));
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < contestants.size(); i++) {
        // Whoever begins has the warmer or the colder machine: each has its turn.
        Contestant contestant = contestants.get((i + round) % contestants.size());
        DrainRun run = one(server, contestant, workers);
        System.out.printf("round %d: %s%n", round + 1, run.line(contestant.name()));
        runs.computeIfAbsent(contestant, c -> new ArrayList<>()).add(run);
      }
    }
    report(runs, workers);
  }

  private DrainRun one(PostgresServer server, Contestant contestant, int workers) throws Exception {
    try (PostgresServer.Database database = server.database()) {
      Arguments all =
          arguments
              .with("tasks", Math.max(1, tasks / contestant.share()))
              .with("url", database.jdbcUrl())
              .with("pool", arguments.text("pool", workers <= 2 ? "24" : "12"));
      return new Draining(contestant, server, database, all).run(workers);
    }
  }

  private void report(Map<Contestant, List<DrainRun>> runs, int workers) {
    System.out.printf(
        "%ndrain, PostgreSQL, %d worker%s, finished tasks %s, medians of %d rounds%n",
        workers, workers == 1 ? "" : "s", arguments.text("finished", "deleted"), rounds);
    ratios(runs);
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
    runs.forEach((contestant, some) -> row(table, contestant, some));
    table.print();
    runs.forEach((contestant, some) -> System.out.println(some.get(0).about(contestant.name())));
    System.out.println();
  }

  private static void ratios(Map<Contestant, List<DrainRun>> runs) {
    List<DrainRun> ours = runs.get(Contestant.STINT);
    if (ours == null) {
      return;
    }
    runs.forEach(
        (contestant, some) -> {
          if (contestant != Contestant.STINT) {
            System.out.printf(
                "stint is %s x %s (warm %s x), and takes %s x its CPU (warm %s x)%n",
                ratio(ours, some, DrainRun::rate),
                contestant.name(),
                ratio(ours, some, DrainRun::warmRate),
                ratio(ours, some, r -> r.workerMicros() + r.serverMicros()),
                ratio(ours, some, r -> r.warmWorkerMicros() + r.warmServerMicros()));
          }
        });
  }

  private static String ratio(
      List<DrainRun> ours, List<DrainRun> theirs, ToDoubleFunction<DrainRun> figure) {
    return Table.figure(median(ours, figure) / median(theirs, figure));
  }

  private static void row(Table table, Contestant contestant, List<DrainRun> some) {
    table.row(
        contestant.name(),
        String.format("%,d", some.get(0).tasks()),
        Table.figure(median(some, DrainRun::rate)),
        Table.figure(some.stream().mapToDouble(DrainRun::rate).min().orElseThrow()),
        Table.figure(some.stream().mapToDouble(DrainRun::rate).max().orElseThrow()),
        Table.figure(median(some, DrainRun::warmRate)),
        Table.figure(median(some, DrainRun::workerMicros)),
        Table.figure(median(some, DrainRun::serverMicros)),
        Table.figure(median(some, DrainRun::warmWorkerMicros)),
        Table.figure(median(some, DrainRun::warmServerMicros)),
        Table.figure(median(some, DrainRun::walBytes)),
        Table.figure(median(some, DrainRun::others)),
        some.stream().allMatch(DrainRun::exactlyOnce) ? "yes" : "NO");
  }

  private static double median(List<DrainRun> runs, ToDoubleFunction<DrainRun> figure) {
    return Median.of(runs.stream().mapToDouble(figure).toArray());
  }
}
