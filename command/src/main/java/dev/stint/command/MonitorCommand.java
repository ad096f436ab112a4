package dev.stint.command;

import dev.stint.application.api.operate.Monitor;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.task.ReadyDepth;
import dev.stint.domain.task.TaskRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code stint monitor}. */
@Command(
    name = "monitor",
    description = "Report problems that need attention; exit code 1 if there are any.",
    mixinStandardHelpOptions = true)
final class MonitorCommand implements Callable<Integer> {

  @Mixin private Common common = new Common();

  @Override
  public Integer call() throws Exception {
    try (OpenedStore home = common.look()) {
      Monitor monitor = home.stint().ask().monitor();
      common.say(words(monitor), facts(monitor));
      return monitor.needsPerson() ? Exit.FAILED : Exit.OK;
    }
  }

  private static Map<String, Object> facts(Monitor monitor) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("at", monitor.at().toString());
    facts.put("findings", monitor.findings());
    facts.put(
        "counts",
        monitor.counts().stream()
            .map(
                c ->
                    Map.of(
                        "type", c.line().type().value(),
                        "queue", c.line().queue().value(),
                        "lane", c.lane().name(),
                        "status", c.status().name(),
                        "tasks", c.tasks(),
                        "atLeast", c.atLeast()))
            .toList());
    monitor.oldest().ifPresent(o -> facts.put("oldestWaitingSeconds", age(monitor, o)));
    facts.put("overlong", ids(monitor.overlong()));
    facts.put("failed", ids(monitor.failed()));
    facts.put("unreadable", ids(monitor.unreadable()));
    facts.put("unclaimed", monitor.unclaimed().stream().map(TaskTypeName::value).sorted().toList());
    return facts;
  }

  private static List<String> ids(List<TaskRow> rows) {
    return rows.stream().map(r -> r.standing().spec().id().toString()).toList();
  }

  private static long age(Monitor monitor, ReadyDepth oldest) {
    return Duration.between(oldest.oldestDue(), monitor.at()).toSeconds();
  }

  private static List<String> words(Monitor monitor) {
    List<String> words = new ArrayList<>();
    words.add(monitor.needsPerson() ? "needs a person:" : "nothing needs a person");
    monitor.findings().forEach(f -> words.add("  " + f));
    monitor
        .counts()
        .forEach(
            c -> words.add("%s %s %s: %s".formatted(c.line(), c.lane(), c.status(), c.figure())));
    monitor
        .oldest()
        .ifPresent(
            o ->
                words.add(
                    "the oldest ready task is of %s, due for %d s"
                        .formatted(o.line(), age(monitor, o))));
    rows(words, "overlong", monitor.overlong());
    rows(words, "failed", monitor.failed());
    rows(words, "unreadable", monitor.unreadable());
    return words;
  }

  private static void rows(List<String> words, String what, List<TaskRow> rows) {
    rows.forEach(r -> words.add("%-11s".formatted(what) + Printers.line(r)));
  }
}
