package dev.stint.command;

import dev.stint.bootstrap.Stint;
import dev.stint.domain.Message;
import dev.stint.domain.TaskId;
import dev.stint.domain.task.HistoryRow;
import dev.stint.domain.task.TaskRow;
import dev.stint.web.ApiRecords;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code stint show ID}. */
@Command(
    name = "show",
    footer = {"", "Example: stint show 01a22c72-d9c9-7265-8b31-1ddc3e4b0db3"},
    description = "Show a task, its history, messages and items set aside.")
final class ShowCommand implements Callable<Integer> {

  private static final int MOST = 1_000;

  @Mixin private Common common = new Common();

  @Mixin private StoreOptions store = new StoreOptions();

  @Mixin private OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "ID")
  private String id = "";

  @Override
  public Integer call() throws Exception {
    TaskId task = common.id(id);
    try (OpenedStore home = store.look()) {
      Optional<TaskRow> row = home.stint().ask().find(task);
      if (row.isEmpty()) {
        return common.refuse("there is no task " + task);
      }
      tell(home.stint(), row.get(), task);
      return Exit.OK;
    }
  }

  private void tell(Stint stint, TaskRow row, TaskId task) {
    var history = stint.ask().history(task, MOST, 0);
    var messages =
        stint.ask().messages(task).stream()
            .filter(m -> m.message().level() != Message.Level.LINK)
            .toList();
    var aside = stint.ask().setAside(task, MOST, 0);
    Map<String, Object> facts = new LinkedHashMap<>(Printers.facts(row));
    stint.ask().link(task).ifPresent(l -> facts.put("link", l.text() + ": " + l.url()));
    facts.put(
        "history",
        history.stream()
            .map(h -> h.started() + " to " + h.at() + " " + h.status() + failure(h))
            .toList());
    facts.put(
        "messages",
        messages.stream()
            .map(m -> m.at() + " " + m.message().level() + " " + m.message().text())
            .toList());
    facts.put("setAside", aside.stream().map(a -> a.item() + ": " + a.reason()).toList());
    TaskSheet.Seen seen = new TaskSheet.Seen(row, stint.ask().link(task), history, messages, aside);
    common.show(
        output,
        TaskSheet.of(seen, output.times()),
        facts,
        () -> Records.one(ApiRecords.whole(row, stint.ask(), MOST)));
  }

  private static String failure(HistoryRow row) {
    return row.failure().map(f -> " " + f.message()).orElse("");
  }
}
