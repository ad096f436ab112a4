package dev.stint.benchmarks;

import dev.stint.benchmarks.harness.Arguments;
import dev.stint.benchmarks.harness.Child;
import dev.stint.benchmarks.harness.Sample;
import dev.stint.benchmarks.harness.Scratch;
import dev.stint.benchmarks.harness.Server;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One contestant in a database of its own, and the processes that play its roles. */
final class Stage implements AutoCloseable {

  static final int PATIENCE_SECONDS = 600;

  private static final int FILLING_SECONDS = 3_600;
  private static final int SETTLING_SECONDS = 60;
  private static final long LOOK_NANOS = 5_000_000;

  private final Contestant contestant;
  private final Server server;
  private final Server.Place place;
  private final Arguments arguments;
  private final Scratch scratch = new Scratch();
  private final List<Child> children = new ArrayList<>();

  Stage(Contestant contestant, Server server, Arguments arguments) throws Exception {
    this.contestant = contestant;
    this.server = server;
    this.place = server.place();
    this.arguments = place.into(arguments);
  }

  /** Makes the tables and stores the tasks, as autovacuum and the checkpointer would leave them. */
  void fill(int tasks) throws Exception {
    Arguments own = arguments.with("tasks", tasks);
    try (Child filler = contestant.start("fill", own, scratch.file("fill.log"))) {
      filler.hear("filled", FILLING_SECONDS);
    }
    place.settle(contestant.tables());
  }

  /** A process that lives until this is closed. */
  Child start(String role, Arguments more) throws IOException {
    Path log = scratch.file(role + "-" + children.size() + ".log");
    Child child = contestant.start(role, more, log);
    children.add(child);
    return child;
  }

  Arguments arguments() {
    return arguments;
  }

  Path file(String name) {
    return scratch.file(name);
  }

  Sample sample() {
    return Sample.take(children, server.pid());
  }

  /** Bytes that the server has written to its log so far. */
  double logged() throws Exception {
    return place.logged();
  }

  /** How many tasks all workers have executed. */
  long ran() {
    return children.stream().mapToLong(Child::ran).sum();
  }

  void awaitRan(long wanted) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (ran() < wanted && System.nanoTime() < until) {
      LockSupport.parkNanos(LOOK_NANOS);
      if (children.stream().anyMatch(c -> !c.alive())) {
        throw new IllegalStateException("a process ended early; see " + scratch.path());
      }
    }
  }

  double number(String query) throws Exception {
    return place.number(query);
  }

  void execute(String statement) throws Exception {
    place.execute(statement);
  }

  /** Keeps a snapshot of all rows as they are now, until it is closed. */
  AutoCloseable hold() throws Exception {
    return place.hold();
  }

  /** Tasks in the store that are not finished. */
  long left() throws Exception {
    return (long) place.number(contestant.left()) - arguments.number("future", 0);
  }

  /** Asks only once all have run: counting would take what is measured. */
  long awaitNothingLeft() throws Exception {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SETTLING_SECONDS);
    long left = left();
    while (left > 0 && System.nanoTime() < until) {
      LockSupport.parkNanos(LOOK_NANOS);
      left = left();
    }
    return left;
  }

  /** What was measured is read: nothing of it is needed any more. */
  void done() throws IOException {
    children.forEach(Child::close);
    children.clear();
    scratch.delete();
  }

  @Override
  public void close() throws Exception {
    children.forEach(Child::close);
    place.close();
  }
}
