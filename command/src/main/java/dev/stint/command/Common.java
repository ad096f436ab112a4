package dev.stint.command;

import dev.stint.command.store.Secrets;
import dev.stint.command.table.HarmlessText;
import dev.stint.command.table.Sheet;
import dev.stint.command.table.TableCsv;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** What every command takes whose answer programs may read, and how it answers. */
final class Common extends Basics {

  @Option(names = "--json", description = "answer in JSON")
  boolean json;

  /** Says why the input is refused; answers the exit code. */
  int refuse(String why) {
    warn(why);
    if (json) {
      say("", Map.of("error", Secrets.hidden(why)));
    }
    return Exit.REFUSED;
  }

  /** Prints the line, or the same as JSON. */
  void say(String line, Map<String, ?> facts) {
    say(List.of(line), facts);
  }

  /** Prints the lines, or the same as JSON. */
  void say(List<String> lines, Map<String, ?> facts) {
    if (json) {
      Terminal.printJson(out(), Json.of(facts));
    } else {
      Terminal.print(out(), lines);
    }
  }

  /** Prints what was found, or the same as JSON. */
  void show(OutputOptions output, Sheet sheet, Map<String, ?> facts) {
    show(output, sheet, facts, () -> Records.of(facts));
  }

  /**
   * Prints what was found.
   *
   * @param facts what --json prints, which is older than --output
   */
  void show(OutputOptions output, Sheet sheet, Map<String, ?> facts, Supplier<Records> records) {
    if (json && output.format().isPresent()) {
      throw usage("--json and --output exclude each other; say one of them");
    }
    if (json) {
      Terminal.printJson(out(), Json.of(facts));
      return;
    }
    switch (output.format().orElse(OutputOptions.Format.TABLE)) {
      case TABLE -> Terminal.printLaidOut(out(), sheet.lines(output.screen()));
      case JSON -> Terminal.printJson(out(), records.get().json());
      case JSONL -> records.get().objects().forEach(each -> Terminal.printJson(out(), each));
      case CSV -> printCsv(output, sheet);
    }
  }

  /** To a terminal without what would steer it; else exact. */
  private void printCsv(OutputOptions output, Sheet sheet) {
    List<String> lines = TableCsv.records(sheet.csv(), output.headedCsv());
    boolean terminal = output.screen().width().isPresent();
    Terminal.printLaidOut(out(), terminal ? lines.stream().map(HarmlessText::of).toList() : lines);
  }

  /** Prints a line for a person who waits; a program that reads JSON is not told. */
  void tell(String line) {
    if (!json) {
      Terminal.print(out(), line);
    }
  }
}
