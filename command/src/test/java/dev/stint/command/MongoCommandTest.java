package dev.stint.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.stint.command.process.TestMongo;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command on the stand-in, which is not MongoDB. */
class MongoCommandTest {

  private static final String NOBODY = "mongodb://127.0.0.1:1/x?serverSelectionTimeoutMS=200";

  @TempDir Path dir;
  private final TestMongo standIn = TestMongo.standIn();
  private final MongoDatabase database = standIn.database("host");
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @AfterEach
  void stop() {
    standIn.close();
  }

  private int stint(String... words) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    CommandLine command = Main.commandLine(Display.ofProcess(), words);
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    List<String> all = new ArrayList<>(List.of(words));
    if (!all.contains("--store")) {
      all.addAll(List.of("--store", standIn.url("host")));
    }
    return command.execute(all.toArray(String[]::new));
  }

  private String file(String name, String content) throws IOException {
    return Files.writeString(dir.resolve(name), content).toString();
  }

  private MongoCollection<Document> table(String name) {
    return database.getCollection(name);
  }

  private long rows(String table) {
    return table(table).countDocuments();
  }

  private Document row(String table, long line) {
    return Objects.requireNonNull(table(table).find(Filters.eq("_id", line)).first());
  }

  @Test
  void an_import_loads_every_row_under_its_line_number() throws Exception {
    String file =
        file("pets.csv", "name,kind\nRex,dog\n\"Tom, the cat\",\"cat\nwith two lines\"\nIda,\n");

    assertThat(stint("import", file)).isZero();

    assertThat(rows("pets")).isEqualTo(3);
    assertThat(row("pets", 5)).containsEntry("name", "Ida").containsEntry("kind", "");
    assertThat(out.toString()).contains("\"rows\":3").contains("\"kind\":2");
  }

  @Test
  void broken_lines_are_set_aside_and_named() throws Exception {
    String file = file("bad.csv", "id,name\n1,one\n2,two,too many\n3,three\n");

    assertThat(stint("import", file)).isZero();

    assertThat(rows("bad")).isEqualTo(2);
    assertThat(out.toString()).contains("line 3: it has 3 columns, not 2");
  }

  @Test
  void a_table_that_holds_rows_needs_append_or_replace() throws Exception {
    String file = file("pets.csv", "name,kind\nRex,dog\nIda,cat\n");
    assertThat(stint("import", file)).isZero();

    assertThat(stint("import", file)).isEqualTo(Exit.FAILED);
    assertThat(out.toString())
        .contains("table 'pets' holds rows already; say --append or --replace");
    assertThat(stint("import", file, "--append")).isZero();
    assertThat(rows("pets")).isEqualTo(4);
    assertThat(row("pets", 5)).containsEntry("name", "Rex");
    String one = file("one.csv", "name,kind\nTom,cat\n");
    assertThat(stint("import", one, "--into", "pets", "--replace")).isZero();
    assertThat(rows("pets")).isOne();
    String other = file("other.csv", "name,colour\nRex,brown\n");
    assertThat(stint("import", other, "--into", "pets", "--append")).isEqualTo(Exit.FAILED);
    assertThat(out.toString()).contains("table 'pets' has no column colour");
  }

  @Test
  void names_that_mongodb_cannot_store_are_refused_in_one_sentence() throws Exception {
    String dotted = file("dots.csv", "a.b\n1\n");
    assertThat(stint("import", dotted)).isEqualTo(Exit.FAILED);
    assertThat(out.toString()).contains("column 'a.b' cannot be stored in MongoDB");
    String file = file("pets.csv", "name\nRex\n");
    assertThat(stint("import", file, "--into", "a$b")).isEqualTo(Exit.FAILED);
    assertThat(out.toString()).contains("a collection in MongoDB has no $ in its name");
  }

  @Test
  void a_document_of_somebody_elses_under_the_number_of_a_line_is_never_overwritten()
      throws Exception {
    table("pets").insertOne(new Document("_id", "of the host"));
    String arguments =
        "{\"file\":\"%s\",\"table\":\"pets\",\"append\":true,\"replace\":false}"
            .formatted(file("pets.csv", "name\nRex\n"));
    assertThat(stint("request", "csv.import", "--args", arguments)).isZero();
    table("pets").insertOne(new Document("_id", 2L).append("name", "Ida"));

    stint("run", "--until-done");

    assertThat(row("pets", 2L)).containsEntry("name", "Ida");
    assertThat(row("pets", 4L)).containsEntry("name", "Rex");
  }

  @Test
  void an_import_that_is_restarted_begins_anew() throws Exception {
    String file = file("pets.csv", "name\nRex\nIda\n");
    assertThat(stint("import", file, "--replace")).isZero();
    String task = out.toString().lines().findFirst().orElseThrow().split(" ")[1];
    file("pets.csv", "name\nTom\n");

    assertThat(stint("restart", task)).isZero();
    stint("run", "--until-done");

    assertThat(rows("pets")).isOne();
    assertThat(row("pets", 2L)).containsEntry("name", "Tom");
  }

  @Test
  void a_table_that_an_unfinished_import_loads_is_refused_to_a_second_one() throws Exception {
    String lines =
        IntStream.rangeClosed(1, 60_000)
            .mapToObj(String::valueOf)
            .collect(Collectors.joining("\n", "id\n", "\n"));
    String arguments =
        "{\"file\":\"%s\",\"table\":\"t\",\"append\":true,\"replace\":false}"
            .formatted(file("first.csv", lines));
    assertThat(stint("request", "csv.import", "--args", arguments)).isZero();
    do {
      assertThat(stint("run", "--for", "150ms", "--stint", "1ms")).isEqualTo(Exit.WORK_LEFT);
    } while (rows("t") == 0);

    String second = file("second.csv", "id\n1\n");
    assertThat(stint("import", second, "--into", "t", "--append")).isEqualTo(Exit.FAILED);
    assertThat(out.toString()).contains("table 't' is being loaded by task ");

    stint("run", "--until-done");
    assertThat(rows("t")).isEqualTo(60_000);
    assertThat(stint("import", second, "--into", "t", "--append")).isZero();
    assertThat(rows("t")).isEqualTo(60_001);
  }

  @Test
  void a_table_whose_loader_failed_is_free_to_the_next() throws Exception {
    String arguments =
        "{\"file\":\"%s\",\"table\":\"t\",\"append\":false,\"replace\":false}"
            .formatted(file("bad.csv", "id,name\n1\n2\n3\n"));
    assertThat(stint("request", "csv.import", "--args", arguments)).isZero();
    assertThat(stint("run", "--max-set-aside", "1")).isEqualTo(Exit.FAILED);

    assertThat(stint("import", file("good.csv", "id,name\n1,a\n"), "--into", "t")).isZero();

    assertThat(rows("t")).isOne();
  }

  @Test
  void mutexes_may_be_kept_elsewhere() {
    String tasks = "jdbc:sqlite:" + dir.resolve("tasks.db");

    assertThat(stint("run", "--exclusive", "--store", tasks, "--mutex", standIn.url("m"))).isZero();

    assertThat(
            standIn
                .database("m")
                .getCollection("stint_mutex")
                .countDocuments(new Document("_id", "stint.run")))
        .isOne();
    assertThat(stint("run", "--exclusive", "--mutex", tasks)).isZero();
  }

  @Test
  void nobody_there_is_one_sentence_and_the_exit_code_of_a_store() {
    for (List<String> words :
        List.of(
            List.of("list", "--store", NOBODY),
            List.of("reload", "--no-migrate", "--store", NOBODY),
            List.of("run", "--mutex", NOBODY))) {
      assertThat(stint(words.toArray(String[]::new))).isEqualTo(Exit.STORE);
      assertThat(err.toString())
          .startsWith("stint: the store cannot be used: no MongoDB answers at mongodb://127.0.0.1")
          .contains("Connection refused")
          .hasLineCount(1);
    }
  }

  @Test
  void a_url_of_no_mongodb_is_wrong_usage() {
    for (String wrong :
        List.of(
            "mongodb://",
            "mongodb://user:secret@host:port/x",
            "mongodb://user:secret@/x",
            "mongodb://host:1/x?w=1&readPreference=sometimes",
            "mongodb:host")) {
      assertThat(stint("list", "--store", wrong)).as(wrong).isEqualTo(Exit.USAGE);
      assertThat(err.toString()).as(wrong).hasLineCount(1).doesNotContain("secret");
    }
  }

  @Test
  void databases_of_one_server_are_apart() {
    assertThat(stint("request", "shell.exec", "--args", "{\"command\":[\"true\"]}")).isZero();
    assertThat(stint("list")).isZero();
    assertThat(out.toString()).contains("shell.exec");
    assertThat(stint("list", "--store", standIn.url("other"))).isZero();
    assertThat(out.toString()).contains("no tasks");
  }
}
