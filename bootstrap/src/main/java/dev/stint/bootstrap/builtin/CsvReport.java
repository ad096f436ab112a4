package dev.stint.bootstrap.builtin;

import dev.stint.application.api.Action;
import dev.stint.application.api.ActionContext;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.spi.QueryStore;
import dev.stint.domain.Message;
import dev.stint.domain.SetAside;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Says what is in the table now, and names what was set aside. */
final class CsvReport implements Action<CsvImport> {

  private static final int MOST_NAMED = 1_000;

  private final DataSource database;
  private final QueryStore queries;

  /** The result of an import. */
  record Report(String table, long rows, long setAside, Map<String, Long> filled) {}

  CsvReport(DataSource database, QueryStore queries) {
    this.database = database;
    this.queries = queries;
  }

  @Override
  public StepOutcome execute(CsvImport arguments, ActionContext context) throws Exception {
    CsvHeader header = CsvHeader.read(arguments.file());
    List<SetAside> aside = queries.setAside(context.task(), MOST_NAMED, 0);
    aside.forEach(
        item ->
            context.message(
                Message.Level.WARNING, item.item() + " was set aside: " + item.reason()));
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet counts = statement.executeQuery(header.counts(arguments.table()))) {
      counts.next();
      Map<String, Long> filled = new LinkedHashMap<>();
      for (int i = 0; i < header.columns().size(); i++) {
        filled.put(header.columns().get(i), counts.getLong(i + 2));
      }
      return StepOutcome.done(
          new Report(arguments.table(), counts.getLong(1), aside.size(), filled));
    }
  }
}
