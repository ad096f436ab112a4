package dev.stint.benchmarks;

import dev.stint.benchmarks.harness.Arguments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Under which a measurement was made; printed before it. */
final class Conditions {

  private Conditions() {}

  static void print(Arguments arguments, String server) throws IOException {
    List<String> options = Contestant.options(arguments);
    System.out.println("at:     " + Instant.now().truncatedTo(ChronoUnit.SECONDS));
    System.out.printf(
        "on:     %d cores, %s, load average %s%n",
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
    System.out.printf(
        "JVM:    %s %s, options of each role: %s%n",
        System.getProperty("java.vm.name"),
        System.getProperty("java.runtime.version"),
        options.isEmpty() ? "none" : String.join(" ", options));
    System.out.println("server: " + server);
    System.out.println();
  }
}
