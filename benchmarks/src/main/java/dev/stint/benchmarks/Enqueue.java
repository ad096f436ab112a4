package dev.stint.benchmarks;

import dev.stint.benchmarks.harness.Arguments;
import dev.stint.benchmarks.harness.Child;
import dev.stint.benchmarks.harness.Sample;
import dev.stint.benchmarks.harness.Server;
import dev.stint.benchmarks.harness.Table;
import java.util.List;

/**
 * Stores waiting tasks: one at a time by several callers, each of which waits for its answer; in
 * bulks; or each in one transaction with a row of the caller's own. Counts in the store what was
 * answered.
 */
final class Enqueue {

  private static final int BULK = 1_000;

  private final Arguments arguments;
  private final String role;
  private final List<Contestant> contestants;
  private final int rounds;

  private Enqueue(Arguments arguments, String role) throws Exception {
    this.arguments =
        arguments.only(
            "callers", "bulk", "seconds", "rounds", "peers", "pool", "jvm", "store", "fsync");
    this.role = role;
    this.contestants = Contestants.asked(arguments, role);
    this.rounds = arguments.number("rounds", 3);
  }

  static void run(Arguments arguments) throws Exception {
    new Enqueue(arguments, "request").run();
  }

  static void within(Arguments arguments) throws Exception {
    new Enqueue(arguments, "within").run();
  }

  private void run() throws Exception {
    try (Server server = Contestants.server(arguments)) {
      Conditions.print(arguments, server.about());
      for (int callers : arguments.numbers("callers", "1,8")) {
        measure(server, callers, 1);
      }
      if (role.equals("request")) {
        measure(server, 1, arguments.number("bulk", BULK));
      }
    }
  }

  private void measure(Server server, int callers, int bulk) throws Exception {
    Rounds<AskRun> runs = Rounds.of(contestants, rounds, c -> one(server, c, callers, bulk));
    System.out.printf(
        "%n%s, %s, %d caller%s, %s, medians of %d rounds%n",
        role.equals("within") ? "in the caller's transaction" : "enqueue",
        Contestants.store(arguments),
        callers,
        callers == 1 ? "" : "s",
        bulk == 1 ? "each waits for its answer" : "bulks of " + bulk,
        rounds);
    runs.ratios(
        (theirs, over) ->
            "stint is %s x %s (warm %s x), and takes %s x its CPU (warm %s x)"
                .formatted(
                    over.of(AskRun::rate),
                    theirs,
                    over.of(AskRun::warmRate),
                    over.of(r -> r.callerMicros() + r.serverMicros()),
                    over.of(r -> r.warmCallerMicros() + r.warmServerMicros())));
    Table table =
        new Table(
            "",
            "/s",
            "from",
            "to",
            "warm /s",
            "CPU us caller",
            "server",
            "warm caller",
            "server",
            "WAL bytes",
            "others' cores",
            "all stored");
    runs.names().forEach(name -> row(table, runs, name));
    table.print();
    runs.names().forEach(name -> System.out.println(name + ": " + runs.of(name).get(0).said()));
    System.out.println();
  }

  private AskRun one(Server server, Contestant contestant, int callers, int bulk) throws Exception {
    Arguments all = arguments.with("callers", callers).with("bulk", bulk);
    try (Stage stage = new Stage(contestant, server, all)) {
      stage.fill(0);
      Child child = stage.start(role, stage.arguments());
      String said = child.hear("ready", Stage.PATIENCE_SECONDS);
      double logged = stage.logged();
      Sample began = stage.sample();
      child.tell("go");
      long halfDone = Long.parseLong(child.hear("half", Stage.PATIENCE_SECONDS));
      Sample half = stage.sample();
      long done = Long.parseLong(child.hear("asked", Stage.PATIENCE_SECONDS)) * bulk;
      Sample ended = stage.sample();
      double wal = stage.logged() - logged;
      long stored = contestant.stores() ? stage.left() : done;
      AskRun run = new AskRun(said, done, halfDone * bulk, stored, began, half, ended, wal);
      stage.done();
      return run;
    }
  }

  private static void row(Table table, Rounds<AskRun> runs, String name) {
    table.row(
        name,
        runs.figure(name, AskRun::rate),
        runs.least(name, AskRun::rate),
        runs.most(name, AskRun::rate),
        runs.figure(name, AskRun::warmRate),
        runs.figure(name, AskRun::callerMicros),
        runs.figure(name, AskRun::serverMicros),
        runs.figure(name, AskRun::warmCallerMicros),
        runs.figure(name, AskRun::warmServerMicros),
        runs.figure(name, AskRun::walBytes),
        runs.figure(name, AskRun::others),
        runs.of(name).stream().allMatch(r -> r.stored() == r.done()) ? "yes" : "NO");
  }

  /**
   * What asking came to.
   *
   * @param said what the caller's process said of itself
   * @param done tasks that were answered as stored
   * @param stored tasks that the store has
   */
  private record AskRun(
      String said,
      long done,
      long halfDone,
      long stored,
      Sample began,
      Sample half,
      Sample ended,
      double wal) {

    double rate() {
      return done / ended.secondsSince(began);
    }

    double warmRate() {
      return (done - halfDone) / ended.secondsSince(half);
    }

    double callerMicros() {
      return ended.workerMicrosSince(began, done);
    }

    double serverMicros() {
      return ended.serverMicrosSince(began, done);
    }

    double warmCallerMicros() {
      return ended.workerMicrosSince(half, done - halfDone);
    }

    double warmServerMicros() {
      return ended.serverMicrosSince(half, done - halfDone);
    }

    double walBytes() {
      return wal / done;
    }

    double others() {
      return ended.othersSince(began);
    }

    @Override
    public String toString() {
      return "%,d answered, %,d stored, %s/s; others' cores %s"
          .formatted(done, stored, Table.figure(rate()), Table.figure(others()));
    }
  }
}
