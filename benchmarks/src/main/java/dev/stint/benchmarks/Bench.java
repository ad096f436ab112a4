package dev.stint.benchmarks;

import dev.stint.benchmarks.harness.Arguments;
import java.util.List;

/** The measurements of which each role is a process of its own. */
public final class Bench {

  private Bench() {}

  /**
   * @param args which measurement, and its settings as name=value
   */
  public static void main(String[] args) throws Exception {
    try {
      run(args[0], Arguments.of(List.of(args).subList(1, args.length)));
    } catch (IllegalArgumentException e) {
      System.err.println("scripts/bench: " + e.getMessage());
      System.exit(2);
    }
  }

  private static void run(String what, Arguments arguments) throws Exception {
    switch (what) {
      case "drain" -> Drain.run(arguments);
      case "enqueue" -> Enqueue.run(arguments);
      case "within" -> Enqueue.within(arguments);
      case "chunks" -> Drain.chunks(arguments);
      case "idle" -> Idle.run(arguments);
      case "startup" -> StartUp.run(arguments);
      case "latency" -> Latency.run(arguments);
      case "asks" -> Asks.run(arguments);
      default -> throw new IllegalArgumentException("unknown benchmark '" + what + "'");
    }
  }
}
