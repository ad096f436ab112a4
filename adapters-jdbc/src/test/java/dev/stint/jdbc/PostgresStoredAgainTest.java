package dev.stint.jdbc;

import dev.stint.application.contract.StoreFixture;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

class PostgresStoredAgainTest extends JdbcStoredAgainContract {

  private static final String HELD = "7319";

  @Override
  protected StoreFixture open() {
    return new PostgresFixture();
  }

  @Override
  AutoCloseable holdFinishing() {
    PostgresFixture.run(
        """
        create or replace function held() returns trigger language plpgsql as
        'begin perform pg_advisory_xact_lock(%1$s); return old; end';
        create trigger held after delete on stint_task for each row execute function held()
        """
            .formatted(HELD));
    try {
      Connection holder = PostgresFixture.server().getConnection();
      try (Statement statement = holder.createStatement()) {
        statement.execute("select pg_advisory_lock(%s)".formatted(HELD));
      }
      return () -> {
        holder.close();
        PostgresFixture.run("drop trigger held on stint_task");
      };
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  int waiting() {
    return PostgresFixture.waiting();
  }
}
