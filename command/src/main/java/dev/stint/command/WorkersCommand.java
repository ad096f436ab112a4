package dev.stint.command;

import dev.stint.command.table.Sheet;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.task.WorkerView;
import dev.stint.web.ApiRecords;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code stint workers}. */
@Command(
    name = "workers",
    footer = {"", "Example: stint workers"},
    description = "List the workers that the store knows.")
final class WorkersCommand implements Callable<Integer> {

  @Mixin private Common common = new Common();

  @Mixin private StoreOptions store = new StoreOptions();

  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() throws Exception {
    try (OpenedStore home = store.look()) {
      List<WorkerView> workers = home.stint().ask().workers();
      Sheet sheet = Sheet.of(FigureTables.workers(workers, output.times()), "no workers");
      common.show(
          output,
          sheet,
          Map.of("workers", workers.stream().map(WorkersCommand::facts).toList()),
          () -> Records.of("workers", workers.stream().map(ApiRecords::worker).toList()));
      return Exit.OK;
    }
  }

  private static Map<String, Object> facts(WorkerView worker) {
    return Map.of(
        "id", worker.id().toString(),
        "label", worker.label(),
        "live", worker.live(),
        "renewed", worker.renewed().toString(),
        "lease", worker.lease().toString(),
        "types", worker.types().stream().map(TaskTypeName::value).sorted().toList());
  }
}
