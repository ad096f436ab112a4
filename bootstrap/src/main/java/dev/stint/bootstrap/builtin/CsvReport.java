package dev.stint.bootstrap.builtin;

import dev.stint.application.api.Action;
import dev.stint.application.api.ActionContext;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.spi.QueryStore;
import dev.stint.domain.Message;
import dev.stint.domain.SetAside;
import java.util.List;
import java.util.Map;

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
    ImportTarget.Counts counts = target.finish(CsvHeader.load(arguments, context));
    return StepOutcome.done(
        new Report(arguments.table(), counts.rows(), aside.size(), counts.filled()));
  }
}
