package dev.stint.benchmarks;

import dev.stint.benchmarks.harness.Arguments;
import dev.stint.benchmarks.harness.Child;
import dev.stint.benchmarks.harness.Executions;
import dev.stint.benchmarks.harness.PostgresServer;
import dev.stint.benchmarks.harness.Sample;
import dev.stint.benchmarks.harness.Scratch;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One drain of one contestant: filled by a process, settled, then worked on by others. */
final class Draining {

  private static final int PATIENCE_SECONDS = 600;
  private static final long LOOK_NANOS = 5_000_000;
  private static final String LOGGED = "select pg_current_wal_insert_lsn() - '0/0'::pg_lsn";

  private final Contestant contestant;
  private final PostgresServer server;
  private final PostgresServer.Database database;
  private final Arguments arguments;
  private final int tasks;
  private final Scratch directory;
  private final List<Child> children = new ArrayList<>();

  Draining(
      Contestant contestant,
      PostgresServer server,
      PostgresServer.Database database,
      Arguments arguments)
      throws IOException {
    this.contestant = contestant;
    this.server = server;
    this.database = database;
    this.arguments = arguments;
    this.tasks = arguments.number("tasks", 0);
    this.directory = new Scratch();
  }

  DrainRun run(int workers) throws Exception {
    try {
      fill();
      DrainRun run = drain(workers);
      directory.delete();
      return run;
    } finally {
      children.forEach(Child::close);
    }
  }

  private void fill() throws Exception {
    try (Child filler = contestant.start("fill", arguments, directory.file("fill.log"))) {
      filler.hear("filled", PATIENCE_SECONDS);
    }
    // As autovacuum and the checkpointer would leave it.
    for (String table : contestant.tables()) {
      database.execute("vacuum analyze " + table);
    }
    database.execute("checkpoint");
  }

  private DrainRun drain(int workers) throws Exception {
    String about = "";
    for (int i = 0; i < workers; i++) {
      Arguments own = arguments.with("tally", tally(i));
      children.add(contestant.start("work", own, directory.file("work-" + i + ".log")));
    }
    for (Child child : children) {
      about = child.hear("ready", PATIENCE_SECONDS);
    }
    double logged = database.number(LOGGED);
    Sample began = sample();
    children.forEach(c -> c.tell("go"));
    await(tasks / 2);
    long halfRan = ran();
    Sample half = sample();
    await(tasks);
    long left = awaitNothingLeft();
    Sample ended = sample();
    double wal = database.number(LOGGED) - logged;
    List<Long> shares = children.stream().map(Child::ran).toList();
    return new DrainRun(about, tasks, began, half, halfRan, ended, wal, shares, executions(), left);
  }

  private Path tally(int worker) {
    return directory.file("tally-" + worker);
  }

  private Sample sample() {
    return Sample.take(children, server.pid());
  }

  private long ran() {
    return children.stream().mapToLong(Child::ran).sum();
  }

  private void await(long wanted) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (ran() < wanted && System.nanoTime() < until) {
      LockSupport.parkNanos(LOOK_NANOS);
      if (children.stream().anyMatch(c -> !c.alive())) {
        throw new IllegalStateException("a worker ended early; see its log in " + directory.path());
      }
    }
  }

  /** Asks the store only once all have run: counting would take what is measured. */
  private long awaitNothingLeft() throws SQLException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    long left = left();
    while (left > 0 && System.nanoTime() < until) {
      LockSupport.parkNanos(LOOK_NANOS);
      left = left();
    }
    return left;
  }

  private long left() throws SQLException {
    return (long) database.number(contestant.left());
  }

  private Executions executions() throws Exception {
    Executions executions = new Executions(tasks);
    for (int i = 0; i < children.size(); i++) {
      Child child = children.get(i);
      child.tell("stop");
      child.hear("stopped", PATIENCE_SECONDS);
      executions.add(tally(i));
    }
    return executions;
  }
}
