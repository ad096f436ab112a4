package dev.stint.command;

import dev.stint.domain.policy.Gate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
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
    try (OpenedStore home = common.look()) {
      List<Gate> gates = home.stint().queues().list();
      List<String> words =
          gates.isEmpty()
              ? List.of("nothing is paused or limited")
              : gates.stream().map(GatesCommand::line).toList();
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
