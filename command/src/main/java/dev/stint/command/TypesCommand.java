package dev.stint.command;

import dev.stint.application.api.operate.Catalogue;
import dev.stint.domain.TaskTypeName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code stint types}. */
@Command(
    name = "types",
    description = "List the task types that this build knows.",
    mixinStandardHelpOptions = true)
final class TypesCommand implements Callable<Integer> {

  @Mixin private Common common = new Common();

  @Override
  public Integer call() throws Exception {
    try (OpenedStore home = common.nowhere()) {
      List<Catalogue.TypeEntry> types = home.stint().ask().types();
      common.say(
          types.stream().flatMap(t -> words(t).stream()).toList(),
          Map.of("types", types.stream().map(TypesCommand::facts).toList()));
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

  private static List<String> words(Catalogue.TypeEntry card) {
    List<String> words = new ArrayList<>();
    List<String> actions = card.actions().stream().map(Catalogue.Step::name).toList();
    words.add("%-12s %s %s".formatted(card.name(), card.description(), actions));
    for (Catalogue.Parameter p : card.parameters()) {
      words.add(
          "  %-12s %-18s %s %s"
              .formatted(
                  p.name(), p.type(), p.required() ? "required" : "optional", p.description())
              .stripTrailing());
    }
    return words;
  }
}
