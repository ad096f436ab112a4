package dev.stint.jdbc;

import java.sql.Types;
import java.util.UUID;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;

/** Binds ids as the database at hand takes them: some have a type for them. */
final class UuidBinding extends AbstractArgumentFactory<UUID> {

  private final boolean typed;

  UuidBinding(SqlWords words) {
    super(Types.OTHER);
    this.typed = words.typedIds();
  }

  @Override
  protected Argument build(UUID value, ConfigRegistry config) {
    return (position, statement, context) -> {
      if (typed) {
        statement.setObject(position, value);
      } else {
        statement.setString(position, value.toString());
      }
    };
  }
}
