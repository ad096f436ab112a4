package dev.stint.bootstrap.command;

import dev.stint.domain.policy.Gate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code stint gates}. */
@Command(
    name = "gates",
    description = "List the queues and types that are paused or limited.",
    mixinStandardHelpOptions = true)
final class GatesCommand implements Callable<Integer> {

  @Mixin private Common common = new Common();

  @Override
  public Integer call() throws Exception {
    try (Home home = common.open()) {
      List<Gate> gates = home.stint().queues().list();
      String words =
          gates.isEmpty()
              ? "nothing is paused or limited"
              : gates.stream().map(GatesCommand::line).collect(Collectors.joining("\n"));
      common.say(words, Map.of("gates", gates.stream().map(GatesCommand::facts).toList()));
      return Exit.OK;
    }
  }

  private static String line(Gate gate) {
    String limit = gate.limit().isPresent() ? "  at most " + gate.limit().getAsInt() : "";
    return kind(gate) + " " + gate.name() + (gate.closed() ? "  paused" : "") + limit;
  }

  private static Map<String, Object> facts(Gate gate) {
    return Map.of(
        "kind", kind(gate),
        "name", gate.name(),
        "paused", gate.closed(),
        "limit", gate.limit().orElse(0));
  }

  private static String kind(Gate gate) {
    return gate.kind().name().toLowerCase(Locale.ROOT);
  }
}
