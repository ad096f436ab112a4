package dev.stint.jdbc;

import dev.stint.application.contract.PurgeRowsContract;
import dev.stint.application.contract.StoreContracts;
import dev.stint.application.contract.StoreFixture;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/** Every contract of a SQL database; the model for the next one. */
class H2ContractsTest extends StoreContracts {

  @Override
  protected StoreFixture store() {
    return new H2Fixture();
  }

  @Nested
  @Tag("Transaction")
  class Transaction extends JdbcTransactionContract {
    @Override
    protected StoreFixture open() throws Exception {
      makeTable();
      return store();
    }

    @Override
    DataSource users() {
      return H2Fixture.server();
    }
  }

  @Nested
  @Tag("Turn")
  class Turn extends JdbcTurnContract {
    @Override
    protected StoreFixture open() {
      return store();
    }

    @Override
    DataSource users() {
      return H2Fixture.server();
    }
  }

  @Nested
  @Tag("PurgeRows")
  class PurgeRows extends PurgeRowsContract {
    @Override
    protected Orders open() {
      return new TableOfOrders(H2Fixture.server(), "timestamp");
    }
  }

  @Nested
  @Tag("Schema")
  class Schema extends JdbcSchemaContract {
    private static int last;
    private final JdbcDataSource database = new JdbcDataSource();

    @Override
    JdbcStores open() {
      return JdbcStores.h2(database);
    }

    @Override
    Connection beside() throws SQLException {
      return database.getConnection();
    }

    @Override
    void fresh() {
      database.setURL("jdbc:h2:mem:stint-schema-" + last++ + ";DB_CLOSE_DELAY=-1");
    }
  }
}
