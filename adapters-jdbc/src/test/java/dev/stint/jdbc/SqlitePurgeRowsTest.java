package dev.stint.jdbc;

import dev.stint.application.contract.PurgeRowsContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

class SqlitePurgeRowsTest extends PurgeRowsContract {
  @TempDir Path folder;

  @Override
  protected Orders open() {
    SQLiteDataSource file = new SQLiteDataSource();
    file.setUrl("jdbc:sqlite:" + folder.resolve("host.db"));
    return new TableOfOrders(file, "timestamp");
  }
}
