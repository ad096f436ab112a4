package dev.stint.benchmarks;

import dev.stint.benchmarks.harness.Arguments;
import dev.stint.benchmarks.harness.Child;
import dev.stint.benchmarks.harness.Sample;
import dev.stint.benchmarks.harness.Server;
import dev.stint.benchmarks.harness.Table;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What a worker with nothing to do costs: statements a second, and CPU. */
final class Idle {

  private static final String STATEMENTS =
      "select coalesce(sum(calls), 0) from pg_stat_statements s join pg_database d"
          + " on d.oid = s.dbid where d.datname = current_database()"
          + " and query not like '%pg_stat_statements%'";

  private final Arguments arguments;
  private final List<Contestant> contestants;
  private final int rounds;
  private final int seconds;
  private final int warm;

  private Idle(Arguments arguments) throws Exception {
    this.arguments = arguments.only("seconds", "warm", "rounds", "peers", "pool", "jvm");
    this.contestants = Contestants.asked(arguments, "idle");
    this.rounds = arguments.number("rounds", 1);
    this.seconds = arguments.number("seconds", 30);
    this.warm = arguments.number("warm", 10);
  }

  static void run(Arguments arguments) throws Exception {
    new Idle(arguments).run();
  }

  private void run() throws Exception {
    try (Server server = Contestants.counting()) {
      Conditions.print(arguments, server.about());
      report(Rounds.of(contestants, rounds, c -> one(server, c)));
    }
  }

  private IdleRun one(Server server, Contestant contestant) throws Exception {
    try (Stage stage = new Stage(contestant, server, arguments.with("tasks", 0))) {
      stage.fill(0);
      stage.execute("create extension pg_stat_statements");
      Arguments own = stage.arguments().with("tally", stage.file("tally"));
      Child worker = stage.start("work", own);
      String said = worker.hear("ready", Stage.PATIENCE_SECONDS);
      worker.tell("go");
      TimeUnit.SECONDS.sleep(warm);
      double before = stage.number(STATEMENTS);
      Sample began = stage.sample();
      TimeUnit.SECONDS.sleep(seconds);
      Sample ended = stage.sample();
      double statements = stage.number(STATEMENTS) - before;
      worker.tell("stop");
      worker.hear("stopped", Stage.PATIENCE_SECONDS);
      stage.done();
      double span = ended.secondsSince(began);
      return new IdleRun(
          said,
          statements / span,
          100 * (ended.workers() - began.workers()) / span,
          100 * (ended.server() - began.server()) / span,
          ended.othersSince(began));
    }
  }

  private void report(Rounds<IdleRun> runs) {
    System.out.printf(
        "%nidle, PostgreSQL, one worker, %d s after %d s, medians of %d rounds%n",
        seconds, warm, rounds);
    Table table = new Table("", "statements /s", "% of a core worker", "server", "others' cores");
    for (String name : runs.names()) {
      table.row(
          name,
          runs.figure(name, IdleRun::statements),
          runs.figure(name, IdleRun::worker),
          runs.figure(name, IdleRun::server),
          runs.figure(name, IdleRun::others));
    }
    table.print();
    runs.names().forEach(name -> System.out.println(name + ": " + runs.of(name).get(0).said()));
    System.out.println();
  }

  /** Statements a second, and hundredths of a core. */
  private record IdleRun(
      String said, double statements, double worker, double server, double others) {
    @Override
    public String toString() {
      return "%s statements/s, worker %s %% of a core, server %s %%; others' cores %s"
          .formatted(
              Table.figure(statements),
              Table.figure(worker),
              Table.figure(server),
              Table.figure(others));
    }
  }
}
