package dev.stint.command;

import dev.stint.application.api.operate.Catalogue;
import dev.stint.command.table.Cell;
import dev.stint.command.table.Column;
import dev.stint.command.table.Sheet;
import dev.stint.command.table.Sheet.Part;
import dev.stint.command.table.Table;
import dev.stint.command.table.Tone;
import dev.stint.domain.TaskTypeName;
import dev.stint.web.ApiRecords;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code stint types}. */
@Command(
    name = "types",
    footer = {"", "Example: stint types --output json"},
    description = "List the task types that this build knows.")
final class TypesCommand implements Callable<Integer> {

  private static final List<Column> COLUMNS =
      List.of(
          Column.whole("PARAMETER", 0),
          Column.text("TYPE", 1),
          Column.whole("NEEDED", 0),
          Column.prose("DESCRIPTION", 0));

  @Mixin private Common common = new Common();

  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() throws Exception {
    try (OpenedStore home = OpenedStore.nowhere()) {
      List<Catalogue.TypeEntry> types = home.stint().ask().types();
      common.show(
          output,
          new Sheet(types.stream().map(TypesCommand::part).toList()).exactly(table(types)),
          Map.of("types", types.stream().map(TypesCommand::facts).toList()),
          () -> Records.of("types", types.stream().map(ApiRecords::type).toList()));
      return Exit.OK;
    }
  }

  private static Map<String, Object> facts(Catalogue.TypeEntry card) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("type", card.name().value());
    facts.put("description", card.description());
    facts.put("aliases", card.aliases().stream().map(TaskTypeName::value).toList());
    facts.put("version", card.version());
    facts.put("actions", card.actions().stream().map(Catalogue.Step::name).toList());
    facts.put(
        "parameters",
        card.parameters().stream()
            .map(
                p ->
                    Map.of(
                        "name", p.name(),
                        "type", p.type(),
                        "required", p.required(),
                        "description", p.description()))
            .toList());
    return facts;
  }

  /** The types themselves, one a line. */
  private static Table table(List<Catalogue.TypeEntry> types) {
    return new Table(
        List.of(
            Column.whole("TYPE", 0), Column.number("VERSION", 0), Column.text("DESCRIPTION", 0)),
        types.stream()
            .map(
                t -> List.of(Cell.of(t.name()), Cell.number(t.version()), Cell.of(t.description())))
            .toList());
  }

  private static Part part(Catalogue.TypeEntry card) {
    List<String> actions = card.actions().stream().map(Catalogue.Step::name).toList();
    return new Part(
        "%s  %s".formatted(card.name(), (card.description() + " " + actions).strip()),
        2,
        new Table(COLUMNS, card.parameters().stream().map(TypesCommand::cells).toList()),
        "no parameters");
  }

  private static List<Cell> cells(Catalogue.Parameter parameter) {
    return List.of(
        Cell.of(parameter.name()),
        Cell.of(parameter.type()),
        parameter.required() ? Cell.of("required", Tone.STRONG) : Cell.of("optional"),
        Cell.of(parameter.description()));
  }
}
