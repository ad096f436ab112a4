package dev.stint.jdbc;

import java.sql.SQLException;
import java.sql.Types;
import java.util.UUID;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;

/**
 * Binds ids as the database at hand takes them: PostgreSQL has a type for them, SQLite has none.
 */
final class UuidBinding extends AbstractArgumentFactory<UUID> {

  private static final String TYPED = "PostgreSQL";

  UuidBinding() {
    super(Types.OTHER);
  }

  @Override
  protected Argument build(UUID value, ConfigRegistry config) {
    return (position, statement, context) -> {
      if (typed(statement.getConnection())) {
        statement.setObject(position, value);
      } else {
        statement.setString(position, value.toString());
      }
    };
  }

  private static boolean typed(java.sql.Connection connection) throws SQLException {
    return TYPED.equals(connection.getMetaData().getDatabaseProductName());
  }
}
