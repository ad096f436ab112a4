package dev.stint.command;

import dev.stint.command.builtin.BuiltIn;
import dev.stint.command.builtin.CsvImport;
import dev.stint.command.builtin.FileKind;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.TaskRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stint import FILE.csv}. */
@Command(
    name = "import",
    footer = {"", "Example: stint import orders.csv --into orders --append"},
    description = "Load a CSV file into a table of the store's database, in stints.")
final class ImportCommand implements Callable<Integer> {

  @Mixin private Common common = new Common();

  @Mixin private LoadOptions worker = new LoadOptions();

  @Parameters(paramLabel = "FILE.csv", description = "the file; its first line names the columns")
  private String file = "";

  @Option(names = "--into", paramLabel = "TABLE", description = "default: the file's base name")
  private Optional<String> into = Optional.empty();

  @Option(names = "--append", description = "keep the rows that the table holds already")
  private boolean append;

  @Option(names = "--replace", description = "drop the table first")
  private boolean replace;

  @Override
  public Integer call() throws Exception {
    Optional<String> unusable = FileKind.refusal(file);
    if (unusable.isPresent()) {
      return common.refuse(unusable.get());
    }
    if (append && replace) {
      throw common.usage("--append and --replace exclude each other");
    }
    String table = into.orElseGet(() -> baseName(Path.of(file)));
    try {
      return load(common, worker, new CsvImport(file, table, append, replace).absolute(), () -> {});
    } catch (IllegalArgumentException e) {
      if (into.isPresent()) {
        throw common.usage("--into: " + e.getMessage());
      }
      return common.refuse(e.getMessage() + "; say another with --into");
    }
  }

  static String baseName(Path path) {
    String name = String.valueOf(path.getFileName());
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  /**
   * Requests the import and works on it to its end.
   *
   * @param stored called once the task is stored, so that it goes on whatever becomes of this
   *     process
   */
  static int load(Common common, LoadOptions worker, CsvImport arguments, Runnable stored)
      throws Exception {
    try (OpenedStore home = worker.work();
        Stopping stopping = new Stopping(home.stint())) {
      TaskId task =
          home.stint().tasks().request(BuiltIn.CSV_IMPORT.with(arguments).interactive()).id();
      common.tell("task " + task + " loads " + arguments.file());
      stored.run();
      boolean bar = !common.json && System.console() != null;
      Optional<TaskRow> row =
          new ProgressDisplay(home.stint(), bar).toTheEnd(task, BuiltIn.CSV_IMPORT.name());
      return row.map(r -> tell(common, home, arguments, r)).orElse(Exit.WORK_LEFT);
    }
  }

  private static int tell(Common common, OpenedStore home, CsvImport arguments, TaskRow row) {
    TaskStatus status = row.standing().run().status();
    Map<String, Object> facts = new LinkedHashMap<>(Printers.facts(row));
    facts.put("table", arguments.table());
    if (status == TaskStatus.SUCCEEDED) {
      var aside = home.stint().ask().setAside(row.standing().spec().id(), 1_000, 0);
      List<String> words = new ArrayList<>();
      aside.forEach(a -> words.add("set aside: " + a.item() + ": " + a.reason()));
      words.add("done: " + row.result().text());
      arguments.hint(true).ifPresent(words::add);
      facts.put("setAside", aside.stream().map(a -> a.item() + ": " + a.reason()).toList());
      common.say(words, facts);
      return Exit.OK;
    }
    if (status.finished()) {
      String why = row.standing().run().lastFailure().map(f -> f.message()).orElse("");
      List<String> words = new ArrayList<>();
      words.add("task " + row.standing().spec().id() + " ended " + status + ": " + why);
      arguments.hint(false).filter(h -> !why.contains(h)).ifPresent(words::add);
      common.say(words, facts);
      return Exit.FAILED;
    }
    common.say(
        "task %s is %s; go on with: ./stint run --until-done"
            .formatted(row.standing().spec().id(), status),
        facts);
    return Exit.WORK_LEFT;
  }
}
