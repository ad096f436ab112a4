package dev.stint.benchmarks.peer;

import dev.stint.benchmarks.harness.Arguments;
import dev.stint.benchmarks.harness.Child;
import dev.stint.benchmarks.harness.Tally;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** The process of one role of one peer: it fills, works or asks, as its arguments say. */
public final class Role {

  private static final long REPORT_NANOS = 10_000_000;

  private final Arguments arguments;
  private final BufferedReader told =
      new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));

  private Role(Arguments arguments) {
    this.arguments = arguments;
  }

  /**
   * @param args role and peer, and what these need, each as name=value
   */
  public static void main(String[] args) throws Exception {
    Role role = new Role(Arguments.of(List.of(args)));
    try {
      role.play();
    } catch (Exception e) {
      e.printStackTrace();
      System.exit(1);
    }
    // Threads that a peer leaves behind do not keep the process.
    System.exit(0);
  }

  private void play() throws Exception {
    Peer peer = peer();
    switch (arguments.text("role")) {
      case "fill" -> fill(peer);
      case "work" -> work(peer);
      case "request" -> request(peer);
      case "within" -> within(peer);
      case "pace" -> pace(peer);
      case "both" -> both(peer);
      default -> throw new IllegalArgumentException(arguments.text("role"));
    }
  }

  private Peer peer() {
    if (arguments.text("kind", "tasks").equals("chunks")) {
      boolean hand = arguments.text("peer").equals("by-hand");
      return hand ? new HandChunks(arguments) : new StintChunks(arguments);
    }
    return switch (arguments.text("peer")) {
      case "stint" -> new StintPeer(arguments);
      case "by-hand" -> hand();
      case "db-scheduler" -> new DbSchedulerPeer(arguments);
      case "jobrunr" -> new JobRunrPeer(arguments);
      case "quartz" -> new QuartzPeer(arguments);
      case "own-row-alone" -> new Nobody();
      default -> throw new IllegalArgumentException(arguments.text("peer"));
    };
  }

  private Peer hand() {
    boolean postgresql = arguments.text("url").startsWith("jdbc:postgresql:");
    return postgresql ? new HandPeer(arguments) : new PlainHandPeer(arguments);
  }

  private void fill(Peer peer) throws Exception {
    try (peer) {
      peer.prepare();
      peer.fill(0, arguments.number("tasks", 0));
      int future = arguments.number("future", 0);
      if (future > 0) {
        peer.fillLater(future);
      }
      say("filled");
    }
  }

  private void work(Peer peer) throws Exception {
    Tally tally = start(peer);
    end(peer, tally);
  }

  private Tally start(Peer peer) throws Exception {
    Tally tally = new Tally(arguments.number("tasks", 0));
    say("ready " + peer.about());
    await("go");
    peer.work(tally);
    if (arguments.number("tasks", 0) > 0) {
      // What is measured idle is not to be woken by the one that measures.
      Thread reporter = new Thread(() -> report(tally), "reporter");
      reporter.setDaemon(true);
      reporter.start();
    }
    return tally;
  }

  private void end(Peer peer, Tally tally) throws Exception {
    await("stop");
    peer.close();
    tally.write(Path.of(arguments.text("tally")));
    say("stopped");
  }

  /** Callers who each wait for their answer, for a while; or bulks by one caller. */
  private void request(Peer peer) throws Exception {
    try (peer) {
      int bulk = arguments.number("bulk", 1);
      callers(
          peer,
          number -> {
            if (bulk == 1) {
              peer.request(number);
            } else {
              peer.fill(number * bulk, (number + 1) * bulk);
            }
          });
    }
  }

  /** The same, each in a transaction that writes a row of the caller's own. */
  private void within(Peer peer) throws Exception {
    try (peer;
        CallersTransactions transactions = new CallersTransactions(arguments)) {
      callers(
          peer,
          number -> transactions.run(number, connection -> peer.requestWithin(connection, number)));
    }
  }

  private void callers(Peer peer, Callers.Call call) throws Exception {
    peer.ask();
    Callers callers = new Callers(arguments.number("callers", 1), arguments.number("seconds", 5));
    say("ready " + peer.about());
    await("go");
    callers.run(call, () -> say("half " + callers.done()));
    say("asked " + callers.done());
    await("stop");
  }

  private void pace(Peer peer) throws Exception {
    try (peer) {
      peer.ask();
      say("ready " + peer.about());
      await("go");
      paced(peer);
      await("stop");
    }
  }

  private void both(Peer peer) throws Exception {
    Tally tally = start(peer);
    await("pace");
    paced(peer);
    end(peer, tally);
  }

  private void paced(Peer peer) throws Exception {
    Pace pace = new Pace(arguments);
    pace.run(peer);
    pace.write(Path.of(arguments.text("asked")));
    say("paced");
  }

  private static void report(Tally tally) {
    long before = 0;
    while (true) {
      long ran = tally.ran();
      if (ran != before) {
        say("ran " + ran);
        before = ran;
      }
      LockSupport.parkNanos(REPORT_NANOS);
    }
  }

  private void await(String word) throws Exception {
    String line = told.readLine();
    if (!word.equals(line)) {
      throw new IllegalStateException("told '" + line + "' in place of '" + word + "'");
    }
  }

  private static void say(String line) {
    synchronized (System.out) {
      System.out.println(Child.MARK + line);
      System.out.flush();
    }
  }
}
