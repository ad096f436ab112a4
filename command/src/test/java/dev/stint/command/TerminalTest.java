package dev.stint.command;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.status.Status;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stint.command.store.Secrets;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What others wrote reaches a terminal or the log in one line that steers nothing. */
class TerminalTest {

  private static final String EVIL = "\u001B[31mred\nforged line\u009B2J\r\u202E";

  @TempDir Path dir;

  private String store() {
    return "jdbc:sqlite:" + dir.resolve("terminal.db");
  }

  private static void harmless(Said said, int lines) {
    assertThat(said.all()).doesNotContain("\u001B", "\u009B", "\r", "\u202E");
    assertThat(said.all().lines()).noneMatch(l -> l.startsWith("forged"));
    assertThat(said.all()).hasLineCount(lines);
  }

  @Test
  void of_an_argument() {
    harmless(Said.of(store(), "request", EVIL), 1);
    harmless(Said.of(store(), "import", dir + "/" + EVIL), 1);
    harmless(Said.of(store(), EVIL), 1);
  }

  @Test
  void of_what_a_task_holds_while_json_stays_exact() throws Exception {
    String arguments = new ObjectMapper().writeValueAsString(java.util.Map.of("text", EVIL));
    assertThat(Said.of(store(), "request", "host.say", "--args", arguments).exit()).isZero();
    assertThat(Said.of(store(), "run").exit()).isEqualTo(Exit.FAILED);
    Said list = Said.of(store(), "list", "--json");
    var task = new ObjectMapper().readTree(list.out()).get("tasks").get(0);
    assertThat(new ObjectMapper().readTree(task.get("arguments").asText()).get("text").asText())
        .isEqualTo(EVIL);
    assertThat(list.out()).doesNotContain("\u001B", "\u009B", "\u202E");

    Said show = Said.of(store(), "show", task.get("id").asText());

    assertThat(show.out()).contains("red forged line");
    assertThat(show.all()).doesNotContain("\u001B", "\u009B", "\u202E");
    assertThat(show.all().lines()).noneMatch(l -> l.startsWith("forged"));
  }

  @Test
  void of_a_file_and_its_lines() throws Exception {
    Path file = dir.resolve("bad\u001B[2Jname.csv");
    Files.writeString(file, "id,name\n1,\u001B]0;title\u0007,x\n2,b\n");

    Said said = Said.of(store(), "import", file.toString(), "--into", "t\u001Bx");

    assertThat(said.exit()).isZero();
    assertThat(said.all()).doesNotContain("\u001B", "\u0007").contains("line 2");
  }

  @Test
  void of_an_error_in_the_log() throws Exception {
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    PrintStream before = System.err;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    try {
      System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
      CommandLog.configureForTerminal(context);
      RuntimeException cause = new RuntimeException(EVIL + " jdbc:x://u:hunter22@host/");
      Exception error = new IllegalStateException(EVIL, cause);
      cause.initCause(error);
      context.getLogger("some.logger").error(EVIL, error);
      assertThat(context.getStatusManager().getCopyOfStatusList())
          .filteredOn(status -> status.getLevel() > Status.INFO)
          .isEmpty();
      context.stop();
    } finally {
      System.setErr(before);
    }
    String text = log.toString(StandardCharsets.UTF_8);
    assertThat(text)
        .contains("red forged line")
        .contains("IllegalStateException")
        .contains("Caused by: java.lang.RuntimeException")
        .doesNotContain("\u001B", "\u009B", "\u202E", "hunter22");
    assertThat(text.lines()).noneMatch(l -> l.startsWith("forged"));
  }

  @Test
  void a_password_that_was_read_is_hidden_wherever_it_turns_up() {
    Secrets.learn("redis://me:p%40ss%2Fword@host:1/0");
    Secrets.learn("jdbc:postgresql://host/db?user=me&password=s3cret!word&ssl=true");

    assertThat(Secrets.hidden("driver says p@ss/word or p%40ss%2Fword or s3cret!word"))
        .isEqualTo("driver says *** or *** or ***");
    assertThat(Secrets.hidden("see https://host/path?x=1 and //a/b@c"))
        .isEqualTo("see https://host/path?x=1 and //a/b@c");
  }

  @Test
  void a_url_can_come_from_a_file_and_the_help_shows_no_default_of_the_environment()
      throws Exception {
    Path file = Files.writeString(dir.resolve("store.url"), store() + "\n");

    assertThat(Said.bare("migrate", "--store-file", file.toString()).exit()).isZero();
    assertThat(dir.resolve("terminal.db")).exists();
    assertThat(Said.bare("list", "--store-file", dir.resolve("none").toString()).err())
        .contains("there is no readable file");
    for (var command : Main.commandLine().getSubcommands().values()) {
      command
          .getCommandSpec()
          .options()
          .forEach(o -> assertThat(String.valueOf(o.defaultValue())).doesNotContain("STORE"));
    }
    assertThat(Said.bare("list", "--help").out()).contains("STINT_STORE").contains("--store-file");
  }
}
