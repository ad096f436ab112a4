package dev.stint.benchmarks;

import dev.stint.benchmarks.harness.Arguments;
import dev.stint.benchmarks.harness.Child;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One of those that are measured beside each other on PostgreSQL.
 *
 * @param roles those that it plays
 * @param share it gets one of so many tasks: the slow ones would take hours
 * @param tables what it fills
 * @param left the number of tasks that are not finished
 */
record Contestant(String name, Set<String> roles, int share, List<String> tables, String left) {

  private static final Set<String> EACH = Set.of("work", "request", "pace", "both");
  private static final Set<String> WITHIN = Set.of("work", "request", "pace", "both", "within");

  static final Contestant STINT =
      new Contestant("stint", WITHIN, 1, List.of("stint_task"), "select count(*) from stint_task");

  private static final List<Contestant> ALL =
      List.of(
          STINT,
          new Contestant(
              "by-hand",
              WITHIN,
              1,
              List.of("hand_task"),
              "select count(*) from hand_task where finished is null"),
          new Contestant("own-row-alone", Set.of("within"), 1, List.of(), "select 0"),
          new Contestant(
              "db-scheduler",
              EACH,
              4,
              List.of("scheduled_tasks"),
              "select count(*) from scheduled_tasks"));

  /** Those that were asked for, by default all that play a role. */
  static List<Contestant> asked(Arguments arguments, String role) {
    List<String> able =
        ALL.stream().filter(c -> c.roles.contains(role)).map(Contestant::name).toList();
    return arguments.list("peers", String.join(",", able)).stream().map(n -> of(n, able)).toList();
  }

  private static Contestant of(String name, List<String> able) {
    if (!able.contains(name)) {
      throw new IllegalArgumentException(
          "no peer '" + name + "'; there are: " + String.join(", ", able));
    }
    return ALL.stream().filter(c -> c.name.equals(name)).findFirst().orElseThrow();
  }

  /** Whether it stores anything. */
  boolean stores() {
    return !tables.isEmpty();
  }

  /** A process of its own for one role. */
  Child start(String role, Arguments arguments, Path log) throws IOException {
    List<String> command = new ArrayList<>(java(arguments));
    command.add("dev.stint.benchmarks.peer.Role");
    command.addAll(arguments.with("role", role).with("peer", name).words());
    return new Child(command, log);
  }

  /** The JVM of each role: this one's, with the options that were asked for, by default none. */
  static List<String> java(Arguments arguments) {
    return Stream.of(
            Stream.of(ProcessHandle.current().info().command().orElse("java")),
            options(arguments).stream(),
            Stream.of("-cp", System.getProperty("java.class.path")))
        .flatMap(words -> words)
        .toList();
  }

  static List<String> options(Arguments arguments) {
    return Stream.of(arguments.text("jvm", "").split(" ")).filter(s -> !s.isEmpty()).toList();
  }
}
