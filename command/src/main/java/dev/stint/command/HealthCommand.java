package dev.stint.command;

import dev.stint.application.api.operate.AskTasks;
import dev.stint.command.table.Cell;
import dev.stint.command.table.Sheet;
import dev.stint.command.table.Sheet.Part;
import dev.stint.command.table.Times;
import dev.stint.command.table.Tone;
import dev.stint.domain.task.StoreReport;
import dev.stint.web.ApiRecords;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code stint health}. */
@Command(
    name = "health",
    footer = {"", "Example: stint health --store redis://localhost"},
    description = "Report the state of the store, the workers and the queues.")
final class HealthCommand implements Callable<Integer> {

  @Mixin private Common common = new Common();

  @Mixin private StoreOptions store = new StoreOptions();

  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() throws Exception {
    try (OpenedStore home = store.look()) {
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
      common.show(output, sheet(ask, health), facts, () -> Records.one(ApiRecords.health(ask)));
      return Exit.OK;
    }
  }

  private Sheet sheet(AskTasks ask, StoreReport health) {
    FactTable store =
        new FactTable()
            .with("store", health.store())
            .with("now", health.now())
            .with("schema", health.schema());
    if (health.warnings().isEmpty()) {
      store.with("warnings", "none");
    }
    health.warnings().forEach(w -> store.with("warnings", Cell.of(w, Tone.WARNING)));
    Times times = new Times(health.now(), output.times().relative());
    return new Sheet(
        List.of(
            new Part("", 0, store.table(), ""),
            new Part("Workers", 0, FigureTables.workers(ask.workers(), times), "none"),
            new Part("Ready tasks", 0, FigureTables.depths(ask.depths(), times), "none"),
            new Part("All tasks", 0, FigureTables.counts(ask.counts()), "none")));
  }
}
