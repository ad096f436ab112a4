package dev.stint.command;

import dev.stint.command.table.Cell;
import dev.stint.command.table.Column;
import dev.stint.command.table.Sheet;
import dev.stint.command.table.Table;
import dev.stint.command.table.Tone;
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
    footer = {"", "Example: stint gates"},
    description = "List the queues and types that are paused or limited.")
final class GatesCommand implements Callable<Integer> {

  private static final List<Column> COLUMNS =
      List.of(
          Column.whole("KIND", 0),
          Column.text("NAME", 0),
          Column.whole("STATE", 0),
          Column.whole("LIMIT", 1));

  @Mixin private Common common = new Common();

  @Mixin private StoreOptions store = new StoreOptions();

  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() throws Exception {
    try (OpenedStore home = store.look()) {
      List<Gate> gates = home.stint().queues().list();
      Sheet sheet = Sheet.of(table(gates), "nothing is paused or limited");
      common.show(output, sheet, Map.of("gates", gates.stream().map(GatesCommand::facts).toList()));
      return Exit.OK;
    }
  }

  private static Table table(List<Gate> gates) {
    return new Table(COLUMNS, gates.stream().map(GatesCommand::cells).toList());
  }

  private static List<Cell> cells(Gate gate) {
    return List.of(
        Cell.of(kind(gate)),
        Cell.of(gate.name()),
        gate.closed() ? Cell.of("paused", Tone.WARNING) : Cell.of("open", Tone.GOOD),
        gate.limit().isPresent() ? Cell.of("at most " + gate.limit().getAsInt()) : Cell.NONE);
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
