package dev.stint.jdbc;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.statement.ColonPrefixSqlParser;
import org.jdbi.v3.core.statement.ParsedSql;
import org.jdbi.v3.core.statement.SqlParser;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Reads the names of values as Jdbi's own parser does, which has only what {@link StatementParts}
 * leaves to it: to load, run and compile its generated lexer took a third of a worker's start.
 * Thread-safe.
 */
final class NamedValues implements SqlParser {

  /** Lists of values make many statements of one. */
  private static final int REMEMBERED = 1_000;

  private final Map<String, ParsedSql> read = new ConcurrentHashMap<>();
  private final SqlParser odd = new ColonPrefixSqlParser();

  @Override
  public ParsedSql parse(String statement, StatementContext context) {
    ParsedSql known = read.get(statement);
    if (known != null) {
      return known;
    }
    ParsedSql parsed =
        StatementParts.ofValues(statement)
            .map(NamedValues::parsed)
            .orElseGet(() -> odd.parse(statement, context));
    if (read.size() >= REMEMBERED) {
      read.clear();
    }
    read.put(statement, parsed);
    return parsed;
  }

  @Override
  public String nameParameter(String rawName, StatementContext context) {
    return ":" + rawName;
  }

  private static ParsedSql parsed(StatementParts parts) {
    ParsedSql.Builder builder = ParsedSql.builder();
    List<String> names = parts.names();
    for (int i = 0; i < names.size(); i++) {
      builder.append(parts.texts().get(i)).appendNamedParameter(names.get(i));
    }
    return builder.append(parts.texts().get(names.size())).build();
  }
}
