package dev.stint.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.statement.ColonPrefixSqlParser;
import org.jdbi.v3.core.statement.DefinedAttributeTemplateEngine;
import org.jdbi.v3.core.statement.SqlParser;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.TemplateEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Statements are read as Jdbi's own lexers read them, and Stint's own without these. */
class StatementPartsTest {

  private static final long SEED = 20261201;

  private static final List<String> TOKENS =
      List.of(
          ":a",
          ":b_1",
          ":$x.y",
          "::",
          ":",
          "<a>",
          "<b>",
          "<gone>",
          "<",
          ">",
          "<=",
          "'",
          "''",
          "-",
          "--",
          "\n",
          "\r\n",
          "/",
          "*",
          "?",
          "??",
          "\\",
          "\"",
          " ",
          "select",
          "1",
          "é",
          ":é",
          "<é>",
          "€",
          ";",
          "'it''s'",
          "-- it's\n");

  private final Handle handle = Jdbi.open("jdbc:sqlite::memory:");
  private final StatementContext context =
      handle.createQuery("?").define("a", 1).define("b", ":a, <a>").define("é", "e").getContext();

  @AfterEach
  void close() {
    handle.close();
  }

  static List<Dialect> dialects() {
    return Dialects.ALL;
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void those_of_the_stores_need_no_lexer(Dialect dialect) throws Exception {
    List<String> statements = new ArrayList<>();
    for (String name : TemplateTest.names("sql")) {
      statements.add(Statements.of(dialect).get(name));
    }

    assertThat(statements)
        .allSatisfy(
            statement -> {
              assertThat(StatementParts.ofValues(statement)).isPresent();
              assertThat(StatementParts.ofAttributes(statement)).isPresent();
              assertThat(values(new NamedValues(), statement))
                  .isEqualTo(values(new ColonPrefixSqlParser(), statement));
              assertThat(attributes(new NamedAttributes(), statement))
                  .isEqualTo(attributes(new DefinedAttributeTemplateEngine(), statement));
            });
  }

  @Test
  void any_text_is_read_as_by_the_lexers() {
    Random random = new Random(SEED);
    SqlParser parser = new NamedValues();
    int left = 0;
    for (int n = 0; n < 20_000; n++) {
      StringBuilder text = new StringBuilder();
      for (int token = random.nextInt(12); token >= 0; token--) {
        text.append(TOKENS.get(random.nextInt(TOKENS.size())));
      }
      String statement = text.toString();
      left += StatementParts.ofValues(statement).isPresent() ? 0 : 1;

      assertThat(values(parser, statement))
          .as("seed %d: values of %s", SEED, statement)
          .isEqualTo(values(new ColonPrefixSqlParser(), statement));
      assertThat(attributes(new NamedAttributes(), statement))
          .as("seed %d: attributes of %s", SEED, statement)
          .isEqualTo(attributes(new DefinedAttributeTemplateEngine(), statement));
    }
    assertThat(left).isBetween(1_000, 19_000);
  }

  private String values(SqlParser parser, String statement) {
    return said(() -> String.valueOf(parser.parse(statement, context)));
  }

  private String attributes(TemplateEngine engine, String statement) {
    return said(
        () ->
            engine
                .parse(statement, new ConfigRegistry())
                .map(rendering -> rendering.apply(context))
                .orElse("not parsed"));
  }

  /** What is refused says why, but not with which statement. */
  private static String said(Supplier<String> reading) {
    try {
      return reading.get();
    } catch (RuntimeException e) {
      return e.getClass() + String.valueOf(e.getMessage()).replaceFirst(" \\[.*", "");
    }
  }
}
