package dev.stint.bootstrap.command;

import dev.stint.application.api.ActionDefinition;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
    try (Home home = common.open()) {
      List<Map<String, Object>> types =
          home.stint().types().all().stream()
              .map(
                  d ->
                      Map.<String, Object>of(
                          "type", d.type().name().value(),
                          "description", d.description(),
                          "actions", d.actions().stream().map(ActionDefinition::name).toList()))
              .toList();
      common.say(
          types.stream()
              .map(
                  t ->
                      "%-12s %s %s"
                          .formatted(t.get("type"), t.get("description"), t.get("actions")))
              .collect(Collectors.joining("\n")),
          Map.of("types", types));
      return Exit.OK;
    }
  }
}
