package dev.stint.jdbc;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What statements and migrations name in braces is put in, for every database. */
class TemplateTest {

  static List<Dialect> dialects() {
    return Dialects.ALL;
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void every_statement_and_every_migration_is_said_whole(Dialect dialect) throws Exception {
    Statements statements = Statements.of(dialect);
    List<String> names = names("sql");

    assertThat(names).hasSizeGreaterThan(80);
    assertThat(names).allSatisfy(name -> said(statements.get(name)));
    assertThat(names("sql/" + dialect.name()))
        .allSatisfy(name -> said(statements.own(name).orElseThrow()));
    assertThat(Schema.MIGRATIONS)
        .allSatisfy(migration -> said(Schema.migration(dialect, migration)));
  }

  private static void said(String text) {
    assertThat(text).isNotBlank().doesNotContain("{").doesNotContain("}");
  }

  static List<String> names(String folder) throws IOException, URISyntaxException {
    var found = Statements.class.getResource(folder);
    if (found == null) {
      return List.of();
    }
    URI uri = requireNonNull(found).toURI();
    try (Stream<Path> files = Files.list(Path.of(uri))) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.endsWith(".sql"))
          .map(name -> name.replaceFirst("\\.sql$", ""))
          .sorted()
          .toList();
    }
  }

  private static String expanded(Dialect dialect, String text) {
    return new Template(dialect, Statements::part).expand(text);
  }

  @Test
  void a_word_may_stand_inside_another() {
    assertThat(
            expanded(
                Dialects.MYSQL, "{lock-first {columns-with fence + 1 as fence} | a = 1 | due}"))
        .startsWith("select id, queue, type, ")
        .contains("fence + 1 as fence, sequence, ")
        .endsWith("from stint_task where a = 1 order by due limit :limit for update skip locked");
  }

  @Test
  void blanks_before_a_word_that_says_nothing_are_left_out() {
    assertThat(expanded(Dialects.SQLITE, "on t (due){ where stand = 3};"))
        .isEqualTo("on t (due) where stand = 3;");
    assertThat(expanded(Dialects.MYSQL, "on t (due){ where stand = 3};")).isEqualTo("on t (due);");
  }

  @Test
  void a_stand_is_a_number_and_columns_may_have_a_prefix() {
    assertThat(expanded(Dialects.SQLITE, "stand in ({ready}, {suspect})"))
        .isEqualTo("stand in (1, 2)");
    assertThat(expanded(Dialects.SQLITE, "{t.columns}"))
        .startsWith("t.id, ")
        .endsWith(", t.result");
  }

  @Test
  void numbers_and_orders_of_the_domain_are_put_in() {
    assertThat(expanded(Dialects.H2, "order by {claim-order}"))
        .isEqualTo("order by lane, priority desc, claim_rank, due, id");
    assertThat(expanded(Dialects.H2, "ran = {no-record}")).isEqualTo("ran = -1");
    assertThat(expanded(Dialects.H2, "{none} {later} {turn}")).isEqualTo("0 3 4");
  }

  @Test
  void a_word_that_nobody_knows_is_refused() {
    assertThatThrownBy(() -> expanded(Dialects.SQLITE, "select {colums}"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("{colums}");
  }
}
