package dev.stint.command.builtin;

import dev.stint.application.api.Action;
import dev.stint.application.api.ActionContext;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.spi.QueryStore;
import dev.stint.domain.Message;
import dev.stint.domain.SetAside;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says what is in the table now, and names what was set aside. */
final class CsvReport implements Action<CsvImport> {

  private static final int MOST_NAMED = 1_000;

  private final ImportTarget target;
  private final QueryStore queries;

  /** The result of an import. */
  record Report(String table, long rows, long setAside, Map<String, Long> filled) {}

  CsvReport(ImportTarget target, QueryStore queries) {
    this.target = target;
    this.queries = queries;
  }

  @Override
  public StepOutcome execute(CsvImport arguments, ActionContext context) throws Exception {
    List<SetAside> aside = queries.setAside(context.task(), MOST_NAMED, 0);
    aside.forEach(
        item ->
            context.message(
                Message.Level.WARNING, item.item() + " was set aside: " + item.reason()));
    ImportTarget.Load load = CsvHeader.load(arguments, context);
    Optional<String> hint = CsvHeader.hint(load.columns());
    if (load.columns().size() == 1) {
      hint.ifPresent(h -> context.message(Message.Level.WARNING, h));
    }
    ImportTarget.Counts counts = target.finish(load);
    if (!landed(arguments.file(), load.columns().size(), context)) {
      return StepOutcome.failForGood(
          "no row of "
              + arguments.file()
              + " was loaded: "
              + why(aside)
              + hint.map(h -> "; " + h).orElse(""));
    }
    return StepOutcome.done(
        new Report(arguments.table(), counts.rows(), aside.size(), counts.filled()));
  }

  private static String why(List<SetAside> aside) {
    return aside.isEmpty()
        ? "it holds nothing but a header"
        : "all its lines were set aside, " + aside.get(0).item() + ": " + aside.get(0).reason();
  }

  /** Whether the file has more records than were set aside; reads no more of it than that. */
  private boolean landed(String file, int columns, ActionContext context) throws IOException {
    long aside = 0;
    for (int page = MOST_NAMED; page == MOST_NAMED; ) {
      page = queries.setAside(context.task(), MOST_NAMED, (int) aside).size();
      aside += page;
    }
    try (CsvSource source = CsvSource.open(file, CsvHeader.read(file).first(), columns)) {
      long records = 0;
      while (records <= aside && source.next().isPresent()) {
        records++;
      }
      return records > aside;
    }
  }
}
