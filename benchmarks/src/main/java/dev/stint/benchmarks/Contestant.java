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
 * One of those that are measured beside each other on one store.
 *
 * @param node what starts it on Node, empty if it is on the JVM
 * @param roles those that it plays
 * @param share it is given a {@code share}-th of the tasks, as slow peers would take hours
 * @param tables what it fills
 * @param left asks for the number of tasks that are not finished
 */
record Contestant(
    String name,
    List<String> node,
    Set<String> roles,
    int share,
    List<String> tables,
    String left) {

  /** Whether it stores anything. */
  boolean stores() {
    return !tables.isEmpty();
  }

  /** A process of its own for one role. */
  Child start(String role, Arguments arguments, Path log) throws IOException {
    List<String> command = new ArrayList<>(node);
    if (command.isEmpty()) {
      command.addAll(java(arguments));
      command.add("dev.stint.benchmarks.peer.Role");
    }
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
