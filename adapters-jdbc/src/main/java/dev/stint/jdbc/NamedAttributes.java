package dev.stint.jdbc;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.statement.DefinedAttributeTemplateEngine;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.TemplateEngine;

/**
 * Puts in attributes as Jdbi's own engine does, which has only what {@link StatementParts} leaves
 * to it, for the reason of {@link NamedValues}. Thread-safe.
 */
final class NamedAttributes implements TemplateEngine.Parsing {

  private final TemplateEngine odd = new DefinedAttributeTemplateEngine();

  @Override
  public Optional<Function<StatementContext, String>> parse(
      String statement, ConfigRegistry config) {
    return StatementParts.ofAttributes(statement)
        .<Function<StatementContext, String>>map(parts -> rendering(statement, parts))
        .or(() -> odd.parse(statement, config));
  }

  private Function<StatementContext, String> rendering(String statement, StatementParts parts) {
    return parts.names().isEmpty()
        ? context -> statement
        : context -> rendered(statement, parts, context);
  }

  private String rendered(String statement, StatementParts parts, StatementContext context) {
    List<String> names = parts.names();
    StringBuilder text = new StringBuilder(parts.texts().get(0));
    for (int i = 0; i < names.size(); i++) {
      Object value = context.getAttribute(names.get(i));
      if (value == null) {
        // It says what is missing.
        return odd.render(statement, context);
      }
      text.append(value).append(parts.texts().get(i + 1));
    }
    return text.toString();
  }
}
