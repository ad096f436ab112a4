package dev.stint.bootstrap.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class AppendTest {

  @TempDir Path dir;
  private Optional<String> server = Optional.empty();
  private final StringWriter said = new StringWriter();

  private int load(String table, String content, String... more) throws IOException {
    CommandLine command = Main.commandLine();
    PrintWriter writer = new PrintWriter(said);
    command.setOut(writer).setErr(writer);
    String file = Files.writeString(dir.resolve("some.csv"), content).toString();
    List<String> words = new ArrayList<>(List.of("import", file, "--into", table));
    words.addAll(List.of("--store", url()));
    words.addAll(List.of(more));
    return command.execute(words.toArray(String[]::new));
  }

  private String url() {
    return server.orElse("jdbc:sqlite:" + dir.resolve("append.db"));
  }

  private String ask(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  @Test
  void appended_rows_join_those_that_are_there() throws Exception {
    assertThat(load("t", "id,name\n1,a\n2,b\n")).isZero();
    assertThat(load("t", "id,name\n3,c\n4,d\n", "--append")).isZero();
    assertThat(load("t", "id,name\n5,e\n", "--append")).isZero();

    assertThat(ask("select group_concat(id) from (select id from t order by line_number)"))
        .isEqualTo("1,2,3,4,5");
    assertThat(ask("select count(*) from stint_set_aside")).isEqualTo("0");
  }

  @Test
  void appended_rows_join_those_that_are_there_on_postgresql_too() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
      server = Optional.of(postgres.getJdbcUrl("postgres", "postgres"));
      assertThat(load("t", "id,Name\n1,a\n2,b\n")).isZero();
      assertThat(load("t", "id,Name\n3,c\n", "--append")).isZero();
      assertThat(load("t", "id,name\n4,d\n", "--append")).isEqualTo(Exit.FAILED);

      assertThat(ask("select string_agg(id, ',' order by line_number) from t")).isEqualTo("1,2,3");
    }
  }

  @Test
  void other_columns_than_the_table_has_fail_and_load_nothing() throws Exception {
    assertThat(load("t", "id,name\n1,a\n")).isZero();

    assertThat(load("t", "id,kind\n2,b\n", "--append")).isEqualTo(Exit.FAILED);

    assertThat(said.toString()).contains("table 't' has no column kind");
    assertThat(ask("select count(*) from t")).isEqualTo("1");
  }

  @Test
  void a_table_of_stints_own_is_refused_in_any_case_of_letters() throws Exception {
    assertThat(load("t", "id\n1\n")).isZero();

    assertThat(load("STINT_KEY", "id\n1\n", "--replace")).isEqualTo(Exit.REFUSED);

    assertThat(said.toString()).contains("'STINT_KEY' can not be a table's name");
    assertThat(ask("select count(*) from stint_key")).isEqualTo("0");
  }
}
