package dev.stint.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CommandTest {

  @TempDir Path dir;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private String url() {
    return "jdbc:sqlite:" + dir.resolve("test.db");
  }

  private int stint(String... words) {
    return bare(with(words, "--store", url()));
  }

  private static String[] with(String[] words, String... more) {
    String[] all = java.util.Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return all;
  }

  private int bare(String... words) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    CommandLine command = Main.commandLine(Display.ofProcess(), words);
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return command.execute(words);
  }

  private String file(String name, String content) throws IOException {
    return Files.writeString(dir.resolve(name), content).toString();
  }

  private long count(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.getLong(1);
    }
  }

  @Test
  void an_import_loads_every_row_with_its_line_number() throws Exception {
    String file =
        file("pets.csv", "name,kind\nRex,dog\n\"Tom, the cat\",\"cat\nwith two lines\"\nIda,\n");

    assertThat(stint("import", file)).isZero();

    assertThat(count("select count(*) from pets")).isEqualTo(3);
    assertThat(count("select line_number from pets where name = 'Ida'")).isEqualTo(5);
    assertThat(count("select count(*) from pets where kind = 'cat\nwith two lines'")).isOne();
    assertThat(out.toString()).contains("\"rows\":3").contains("\"kind\":2");
  }

  @Test
  void broken_lines_are_set_aside_and_named() throws Exception {
    Path file = dir.resolve("bad.csv");
    Files.write(
        file,
        "id,name\n1,one\n2,two,too many\n3,\"not closed\n4,four\n"
            .getBytes(StandardCharsets.UTF_8));
    Files.write(
        file,
        new byte[] {'5', ',', (byte) 0xff, '\n', '6', ',', 's', 'i', 'x', '\n'},
        java.nio.file.StandardOpenOption.APPEND);

    assertThat(stint("import", file.toString())).isZero();

    assertThat(count("select count(*) from bad")).isEqualTo(3);
    assertThat(count("select group_concat(line_number) = '2,5,7' from bad")).isOne();
    assertThat(out.toString())
        .contains("line 3: it has 3 columns, not 2")
        .contains("line 4: a quote is not closed")
        .contains("line 6: it is not UTF-8");
  }

  @Test
  void more_broken_lines_than_allowed_fail_the_import() throws Exception {
    String file = file("bad.csv", "id,name\n1\n2\n3\n4,four\n");

    assertThat(stint("import", file, "--max-set-aside", "2")).isEqualTo(Exit.FAILED);
    assertThat(out.toString()).contains("more than 2 items failed");
  }

  @Test
  void a_table_that_holds_rows_needs_append_or_replace() throws Exception {
    String file = file("pets.csv", "name\nRex\n");
    assertThat(stint("import", file)).isZero();

    assertThat(stint("import", file)).isEqualTo(Exit.FAILED);
    assertThat(out.toString())
        .contains("table 'pets' holds rows already; say --append or --replace");
    assertThat(stint("import", file, "--replace")).isZero();
    assertThat(count("select count(*) from pets")).isOne();
  }

  @Test
  void a_header_that_cannot_be_used_fails_with_one_sentence() throws Exception {
    assertThat(stint("import", file("twice.csv", "a,b,A\n1,2,3\n"))).isEqualTo(Exit.FAILED);
    assertThat(out.toString()).contains("names the column 'A' twice");
    assertThat(stint("import", file("empty.csv", ""))).isEqualTo(Exit.FAILED);
    assertThat(out.toString()).contains("is empty: it has no header");
  }

  @Test
  void nonsense_is_answered_with_one_sentence_and_its_exit_code() {
    assertThat(stint("import", dir.resolve("none.csv").toString())).isEqualTo(Exit.REFUSED);
    assertThat(err.toString()).startsWith("stint: there is no readable file").hasLineCount(1);
    assertThat(stint("request", "no.such.type")).isEqualTo(Exit.REFUSED);
    assertThat(err.toString()).contains("unknown task type 'no.such.type'").hasLineCount(1);
    assertThat(stint("request", "no.such.type", "--json")).isEqualTo(Exit.REFUSED);
    assertThat(out.toString()).startsWith("{\"error\":\"unknown task type").hasLineCount(1);
    assertThat(stint("request", "http.call", "--args", "{\"url\":\"x\",\"link\":1}"))
        .isEqualTo(Exit.REFUSED);
    assertThat(err.toString()).contains("unknown argument 'link'").hasLineCount(1);
    assertThat(stint("request", "http.call", "--args", "nonsense")).isEqualTo(Exit.REFUSED);
    assertThat(stint("request", "http.call")).isEqualTo(Exit.REFUSED);
    assertThat(err.toString()).contains("http.call: argument 'url' is missing").hasLineCount(1);
    assertThat(stint("show", "not-an-id")).isEqualTo(Exit.USAGE);
    assertThat(bare("list", "--store", "jdbc:nonsense:x")).isEqualTo(Exit.USAGE);
    assertThat(err.toString()).contains("no store for 'jdbc:nonsense:x'").hasLineCount(1);
    assertThat(bare("list", "--store", "jdbc:sqlite:/no/such/folder/x.db")).isEqualTo(Exit.STORE);
    assertThat(err.toString()).startsWith("stint: the store cannot be used").hasLineCount(1);
    assertThat(bare("nonsense")).isEqualTo(Exit.USAGE);
    assertThat(err.toString()).contains("there is no command 'nonsense'").hasLineCount(1);
    assertThat(bare("list", "surplus")).isEqualTo(Exit.USAGE);
    assertThat(err.toString()).contains("unexpected argument 'surplus'").hasLineCount(1);
    assertThat(stint("run", "--for", "soon")).isEqualTo(Exit.USAGE);
    assertThat(err.toString()).contains("'soon' is not a time").hasLineCount(1);
    assertThat(stint("run", "--type", "no.such.type")).isEqualTo(Exit.REFUSED);
    assertThat(err.toString()).contains("unknown task type 'no.such.type'").hasLineCount(1);
    assertThat(stint("clean", "--status", "running")).isEqualTo(Exit.USAGE);
    assertThat(err.toString()).contains("RUNNING is not over").hasLineCount(1);
    assertThat(stint("list", "--limit", "0")).isEqualTo(Exit.USAGE);
    assertThat(err.toString()).contains("--limit is between 1 and").hasLineCount(1);
    assertThat(stint("import")).isEqualTo(Exit.USAGE);
    assertThat(err.toString()).contains("FILE.csv").contains("stint import --help").hasLineCount(1);
  }

  @Test
  void a_relative_file_is_kept_as_an_absolute_one() {
    String arguments =
        "{\"file\":\"some/../a.csv\",\"table\":\"a\",\"append\":false,\"replace\":false}";
    assertThat(stint("request", "csv.import", "--args", arguments)).isZero();

    assertThat(stint("list", "--json")).isZero();
    assertThat(out.toString()).contains(Path.of("a.csv").toAbsolutePath().toString());
  }

  @Test
  void shell_exec_is_left_to_workers_that_allow_it() {
    assertThat(stint("request", "shell.exec", "--args", "{\"command\":[\"true\"]}")).isZero();
    assertThat(stint("run")).isZero();
    assertThat(stint("list", "--status", "pending")).isZero();
    assertThat(out.toString()).contains("shell.exec").hasLineCount(1);
    assertThat(stint("run", "--type", "shell.exec")).isEqualTo(Exit.USAGE);
    assertThat(err.toString()).contains("shell.exec needs --allow-shell").hasLineCount(1);
    assertThat(stint("run", "--allow-shell")).isZero();
    assertThat(stint("list", "--status", "succeeded")).isZero();
    assertThat(out.toString()).contains("shell.exec").hasLineCount(1);
  }

  @Test
  void a_program_may_print_what_it_likes() {
    String[][] programs = {
      {"printf '\\\\377\\\\376 bytes'", "bytes"},
      {"head -c 20000000 /dev/zero | tr '\\\\0' x; echo the end", "the end"}
    };
    for (String[] program : programs) {
      String arguments = "{\"command\":[\"sh\",\"-c\",\"" + program[0] + "\"]}";
      assertThat(stint("request", "shell.exec", "--args", arguments)).isZero();
      assertThat(stint("run", "--allow-shell")).isZero();
      assertThat(stint("list", "--json", "--limit", "1")).isZero();
      assertThat(out.toString()).contains(program[1]).contains("SUCCEEDED").hasSizeLessThan(30_000);
    }
  }

  @Test
  void what_prints_without_an_end_is_ended_with_its_stint() {
    assertThat(stint("request", "shell.exec", "--args", "{\"command\":[\"yes\"]}")).isZero();

    stint("run", "--allow-shell", "--stint", "300ms");
    assertThat(stint("list", "--json")).isZero();
    assertThat(out.toString()).contains("did not end within its stint");
  }

  @Test
  void the_file_behind_a_link_and_two_dots_is_the_one_that_the_system_means() throws Exception {
    Path far = Files.createDirectories(dir.resolve("far/folder"));
    Files.writeString(dir.resolve("far/x.csv"), "name\nfar\n");
    Files.writeString(dir.resolve("x.csv"), "name\nnear\n");
    Files.createSymbolicLink(dir.resolve("link"), far);

    assertThat(stint("import", dir + "/link/../x.csv")).isZero();

    assertThat(count("select count(*) from x where name = 'far'")).isOne();
  }

  @Test
  void what_cannot_be_read_again_is_named_as_what_it_is() throws Exception {
    Path pipe = dir.resolve("pipe.csv");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

    assertThat(stint("import", pipe.toString())).isEqualTo(Exit.REFUSED);
    assertThat(err.toString()).contains("is a pipe").hasLineCount(1);
    assertThat(stint("import", dir.toString())).isEqualTo(Exit.REFUSED);
    assertThat(err.toString()).contains("is a folder, not a file").hasLineCount(1);
    assertThat(stint("import", "/dev/stdin")).isEqualTo(Exit.REFUSED);
    assertThat(err.toString()).contains("this process's own input").hasLineCount(1);
  }

  @Test
  void an_import_of_which_no_row_landed_failed() throws Exception {
    String semicolons = file("s.csv", "id;name\n1;\"a, b\"\n1,5;b\n");
    assertThat(stint("import", semicolons)).isEqualTo(Exit.FAILED);
    assertThat(out.toString())
        .contains("no row of " + semicolons + " was loaded")
        .contains("line 2: it has 2 columns, not 1")
        .contains("the header holds a semicolon: fields must be separated by commas");
    assertThat(stint("import", file("t.csv", "id\tname\n1,5\ta\n"))).isEqualTo(Exit.FAILED);
    assertThat(out.toString()).contains("the header holds a tab");
    assertThat(stint("import", file("none.csv", "id,name\n"))).isEqualTo(Exit.FAILED);
    assertThat(out.toString()).contains("it holds nothing but a header");
    assertThat(stint("import", file("one.csv", "id;name\n1;a\n"))).isZero();
    assertThat(out.toString()).contains("the header holds a semicolon");
  }

  @Test
  void a_quoted_text_of_many_lines_is_one_row() throws Exception {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 250; i++) {
      text.append("line ").append(i).append(", with comma\n");
    }
    String file = file("notes.csv", "id,text\n1,\"" + text + "\"\n2,short\n");

    assertThat(stint("import", file)).isZero();

    assertThat(count("select count(*) from notes")).isEqualTo(2);
    assertThat(count("select length(text) from notes where id = '1'")).isEqualTo(text.length());
  }

  @Test
  void records_that_are_larger_than_a_chunk_are_loaded() throws Exception {
    String text = "0123456789".repeat(300_000);
    StringBuilder content = new StringBuilder("id,text\n");
    for (int i = 0; i < 12; i++) {
      content.append(i).append(",\"").append(text).append("\"\n");
    }
    assertThat(stint("import", file("large.csv", content.toString()))).isZero();

    assertThat(count("select sum(length(text)) from large")).isEqualTo(12L * text.length());
  }

  @Test
  void a_header_that_sqlite_cannot_have_is_refused_at_once() throws Exception {
    String columns =
        java.util.stream.IntStream.range(0, 2_000)
            .mapToObj(i -> "c" + i)
            .collect(java.util.stream.Collectors.joining(","));
    assertThat(stint("import", file("wide.csv", columns + "\n"))).isEqualTo(Exit.FAILED);
    assertThat(out.toString())
        .contains("SQLite cannot have such a table")
        .contains("names 2000 columns, more than it has room for");
    assertThat(count("select attempt from stint_finished")).isZero();
  }

  @Test
  void a_task_can_be_paused_resumed_cancelled_restarted_and_removed() {
    assertThat(stint("request", "shell.exec", "--args", "{\"command\":[\"true\"]}", "--json"))
        .isZero();
    String id = out.toString().replaceAll(".*\"id\":\"([^\"]+)\".*", "$1").strip();

    assertThat(stint("pause", id)).isZero();
    assertThat(stint("run", "--allow-shell")).isZero();
    assertThat(stint("show", id)).isZero();
    assertThat(out.toString()).contains("PAUSED");
    assertThat(stint("resume", id)).isZero();
    assertThat(stint("cancel", id)).isZero();
    assertThat(stint("cancel", id)).isEqualTo(Exit.REFUSED);
    assertThat(stint("restart", id)).isZero();
    assertThat(stint("run", "--allow-shell")).isZero();
    assertThat(stint("remove", id)).isZero();
    assertThat(stint("list")).isZero();
    assertThat(out.toString()).contains("no tasks");
  }

  @Test
  void a_task_goes_on_at_another_action_and_cursor() {
    assertThat(stint("request", "shell.exec", "--args", "{\"command\":[\"true\"]}", "--json"))
        .isZero();
    String id = out.toString().replaceAll(".*\"id\":\"([^\"]+)\".*", "$1").strip();

    assertThat(stint("restart", id, "--cursor", "7")).isEqualTo(Exit.USAGE);
    assertThat(stint("restart", id, "--at", "x".repeat(1_001))).isEqualTo(Exit.USAGE);
    assertThat(stint("restart", id, "--at", "no such")).isEqualTo(Exit.REFUSED);
    assertThat(out.toString()).contains("the task has no action 'no such'; its actions are 1 '");
    assertThat(stint("restart", id, "--at", "1", "--cursor", "row 7")).isZero();
    assertThat(out.toString()).contains(id + "  restarted at 1");
    assertThat(stint("show", id)).isZero();
    assertThat(out.toString()).contains("after row 7; it stood at action 1 'exec', pending");
    assertThat(stint("run", "--allow-shell")).isZero();
    assertThat(stint("restart", id, "--at", "exec")).isZero();
    assertThat(stint("run", "--allow-shell")).isZero();
    assertThat(stint("show", id)).isZero();
    assertThat(out.toString()).contains("it stood at its end, succeeded");
  }

  @Test
  void a_key_answers_the_same_task() {
    String[] words = {"request", "shell.exec", "--args", "{\"command\":[\"true\"]}", "--key", "k"};
    assertThat(stint(words)).isZero();
    String first = out.toString().replace("requested ", "").strip();
    assertThat(stint(words)).isZero();
    assertThat(out.toString()).contains("there already: " + first);
  }

  @Test
  void cleaning_says_what_would_go_and_takes_only_what_is_finished() {
    stint("request", "shell.exec", "--args", "{\"command\":[\"true\"]}");
    stint("run", "--allow-shell");
    stint("request", "shell.exec", "--args", "{\"command\":[\"true\"]}", "--paused");

    assertThat(stint("clean", "--older-than", "0s", "--dry-run")).isZero();
    assertThat(out.toString()).contains("1 would go");
    assertThat(stint("clean", "--older-than", "0s")).isZero();
    assertThat(stint("list")).isZero();
    assertThat(out.toString()).contains("PAUSED").hasLineCount(1);
  }

  @Test
  void the_demo_file_is_the_same_every_time() throws Exception {
    Path one = dir.resolve("one.csv");
    Path two = dir.resolve("two.csv");
    DemoCommand.write(one);
    DemoCommand.write(two);
    assertThat(one).hasSameBinaryContentAs(two);
    try (var lines = Files.lines(one)) {
      assertThat(
              lines
                  .skip(1)
                  .mapToLong(l -> Long.parseLong(l.replaceAll("\".*?\"", "").split(",", -1)[3]))
                  .sum())
          .isEqualTo(DemoCommand.sum());
    }
  }

  @Test
  void every_command_has_help() {
    for (String command : Main.commandLine().getSubcommands().keySet()) {
      assertThat(bare(command, "--help")).as(command).isZero();
      assertThat(out.toString()).as(command).contains("Usage: stint " + command);
    }
  }

  @Test
  void the_history_of_tasks_is_set_later() {
    assertThat(stint("request", "http.call", "--args", "{\"url\":\"x\"}", "--paused", "--json"))
        .isZero();
    String id = out.toString().replaceAll(".*\"id\":\"([^\"]+)\".*", "$1").strip();

    for (String records : new String[] {"0", "7", "all"}) {
      assertThat(stint("options", id, "--history", records)).isZero();
    }
    assertThat(stint("options", id, "--history", "-1")).isEqualTo(Exit.USAGE);
    assertThat(err.toString()).contains("--history is 'all' or 0 to 1000000").hasLineCount(1);
    assertThat(stint("options", id)).isEqualTo(Exit.USAGE);
    assertThat(err.toString()).contains("--retries, --keep or --history").hasLineCount(1);
  }
}
