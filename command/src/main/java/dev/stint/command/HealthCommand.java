package dev.stint.command;

import dev.stint.domain.task.StoreReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code stint health}. */
@Command(
    name = "health",
    description = "Report the state of the store, the workers and the queues.",
    mixinStandardHelpOptions = true)
final class HealthCommand implements Callable<Integer> {

  @Mixin private Common common = new Common();

  @Override
  public Integer call() throws Exception {
    try (OpenedStore home = common.look()) {
      var ask = home.stint().ask();
      StoreReport health = ask.health();
      List<String> workers =
          ask.workers().stream()
              .map(
                  w ->
                      "%s %s renewed %d ms ago"
                          .formatted(
                              w.label(),
                              w.live() ? "live," : "LOST,",
                              Duration.between(w.renewed(), health.now()).toMillis()))
              .toList();
      List<String> lines =
          ask.depths().stream()
              .map(
                  d ->
                      "%s %s: %s ready, the oldest due for %d s"
                          .formatted(
                              d.line(),
                              d.lane(),
                              d.figure(),
                              Duration.between(d.oldestDue(), health.now()).toSeconds()))
              .toList();
      List<String> counts =
          ask.counts().stream()
              .map(c -> "%s %s %s: %s".formatted(c.line(), c.lane(), c.status(), c.figure()))
              .toList();
      Map<String, Object> facts = new LinkedHashMap<>();
      facts.put("store", health.store());
      facts.put("now", health.now().toString());
      facts.put("schema", health.schema());
      facts.put("warnings", health.warnings());
      facts.put("workers", workers);
      facts.put("lines", lines);
      facts.put("counts", counts);
      common.say(words(facts), facts);
      return Exit.OK;
    }
  }

  private static List<String> words(Map<String, Object> facts) {
    List<String> words = new ArrayList<>();
    facts.forEach(
        (name, value) -> {
          if (value instanceof List<?> list) {
            words.add("%-8s %s".formatted(name, list.isEmpty() ? "none" : "").stripTrailing());
            list.forEach(line -> words.add("  " + line));
          } else {
            words.add("%-8s %s".formatted(name, value));
          }
        });
    return words;
  }
}
