package dev.stint.benchmarks;

import dev.stint.benchmarks.harness.Arguments;
import dev.stint.benchmarks.harness.Child;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One of those that are measured beside each other on PostgreSQL.
 *
 * @param share it gets one of so many tasks: the slow ones would take hours
 * @param tables what it fills
 * @param left the number of tasks that are not finished
 */
record Contestant(String name, int share, List<String> tables, String left) {

  static final Contestant STINT =
      new Contestant("stint", 1, List.of("stint_task"), "select count(*) from stint_task");

  private static final List<Contestant> ALL =
      List.of(
          STINT,
          new Contestant(
              "by-hand",
              1,
              List.of("hand_task"),
              "select count(*) from hand_task where finished is null"),
          new Contestant(
              "db-scheduler",
              4,
              List.of("scheduled_tasks"),
              "select count(*) from scheduled_tasks"));

  static String names() {
    return String.join(",", ALL.stream().map(Contestant::name).toList());
  }

  /**
   * @throws IllegalArgumentException if there is none of that name
   */
  static Contestant of(String name) {
    return ALL.stream()
        .filter(c -> c.name.equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no peer '" + name + "'; there are: " + names()));
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
