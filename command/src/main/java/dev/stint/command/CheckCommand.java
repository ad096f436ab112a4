package dev.stint.command;

import dev.stint.application.api.operate.CheckBuild;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code stint check}: before a rollout. */
@Command(
    name = "check",
    description = "List the unfinished tasks that this build could not read; exit code 3 if any.",
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

  @Mixin private Common common = new Common();

  @Override
  public Integer call() throws Exception {
    try (OpenedStore home = common.look()) {
      CheckBuild.Report report = home.stint().check().check();
      List<Map<String, Object>> facts =
          report.unreadable().stream().map(CheckCommand::facts).toList();
      common.say(words(report), Map.of("looked", report.looked(), "unreadable", facts));
      return report.unreadable().isEmpty() ? Exit.OK : Exit.REFUSED;
    }
  }

  private static Map<String, Object> facts(CheckBuild.Unreadable found) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("type", found.type().value());
    facts.put("version", found.version());
    facts.put("tasks", found.tasks());
    facts.put("why", found.why());
    facts.put("example", found.example().toString());
    return facts;
  }

  private static List<String> words(CheckBuild.Report report) {
    if (report.unreadable().isEmpty()) {
      return List.of("this build can read all %d unfinished tasks".formatted(report.looked()));
    }
    return report.unreadable().stream()
        .map(
            u ->
                "%s version %d: %d tasks, such as %s: %s"
                    .formatted(u.type(), u.version(), u.tasks(), u.example(), u.why()))
        .toList();
  }
}
