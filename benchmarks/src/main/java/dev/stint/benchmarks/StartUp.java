package dev.stint.benchmarks;

import dev.stint.benchmarks.harness.Arguments;
import dev.stint.benchmarks.harness.Machine;
import dev.stint.benchmarks.harness.Median;
import dev.stint.benchmarks.harness.Scratch;
import dev.stint.benchmarks.harness.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How long the command takes from its start to its end. */
final class StartUp {

  private static final String COMMAND = Path.of("stint").toAbsolutePath().toString();

  private final Arguments arguments;
  private final int rounds;

  private StartUp(Arguments arguments) {
    this.arguments = arguments.only("rounds");
    this.rounds = arguments.number("rounds", 5);
  }

  static void run(Arguments arguments) throws Exception {
    new StartUp(arguments).run();
  }

  private void run() throws Exception {
    Conditions.print(arguments, "none; SQLite for list");
    Scratch scratch = new Scratch();
    String store = "jdbc:sqlite:" + scratch.file("stint.db");
    Map<String, List<String>> commands = new LinkedHashMap<>();
    commands.put("--version", List.of(COMMAND, "--version"));
    commands.put("list", List.of(COMMAND, "list", "--store", store));
    once(List.of(COMMAND, "migrate", "--store", store));
    Table table = new Table("", "s", "from", "to", "CPU s", "others' cores");
    for (Map.Entry<String, List<String>> command : commands.entrySet()) {
      once(command.getValue());
      measure(table, command.getKey(), command.getValue());
    }
    System.out.printf("start-up of the command, medians of %d after one more%n", rounds);
    table.print();
    scratch.delete();
  }

  private void measure(Table table, String name, List<String> command) throws Exception {
    List<Double> seconds = new ArrayList<>();
    List<Double> cpu = new ArrayList<>();
    List<Double> others = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      double busy = Machine.busySeconds();
      double own = Machine.treeSeconds(ProcessHandle.current().pid());
      long began = System.nanoTime();
      once(command);
      double took = (System.nanoTime() - began) / 1e9;
      double mine = Machine.treeSeconds(ProcessHandle.current().pid()) - own;
      seconds.add(took);
      cpu.add(mine);
      others.add(Math.max(0, (Machine.busySeconds() - busy - mine) / took));
    }
    table.row(
        name,
        Table.figure(Median.of(seconds)),
        Table.figure(seconds.stream().mapToDouble(s -> s).min().orElseThrow()),
        Table.figure(seconds.stream().mapToDouble(s -> s).max().orElseThrow()),
        Table.figure(Median.of(cpu)),
        Table.figure(Median.of(others)));
  }

  private static void once(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    int code = process.waitFor();
    if (code != 0) {
      throw new IllegalStateException(command + " ended with " + code);
    }
  }
}
