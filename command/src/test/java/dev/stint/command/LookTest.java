package dev.stint.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands that look print on terminals and into pipes. */
class LookTest {

  private static final String CALL = "{\"url\":\"http://127.0.0.1:1/\"}";
  private static final String EVIL = "\\u001B[31mred\\nforged\\u202E 北京";

  @TempDir Path dir;

  @BeforeEach
  void some_tasks() {
    pipe(
        "request", "http.call", "--args", CALL, "--name", "Brief an 北京 \uD83D\uDC4D", "--in", "1d");
    pipe("request", "http.call", "--args", CALL.replace("127", EVIL), "--in", "30d");
    pipe("request", "http.call", "--args", CALL, "--queue", "calls", "--owner", "ada");
    pipe("pause", "--queue", "calls");
  }

  private Said on(Display display, String... words) {
    return Said.on(display, Said.stored("jdbc:sqlite:" + dir.resolve("look.db"), words));
  }

  private Said pipe(String... words) {
    return on(Display.pipe(), words);
  }

  /** Five minutes on. */
  private Said terminal(int columns, Map<String, String> environment, String... words) {
    Instant now = Instant.now().plus(Duration.ofMinutes(5)).plusSeconds(20);
    return on(
        new Display(OptionalInt.of(columns), true, environment, InstantSource.fixed(now)), words);
  }

  @Test
  void a_terminal_gets_a_header_ages_and_colours() {
    Said said = terminal(100, Map.of(), "list");

    assertThat(said.exit()).isZero();
    assertThat(said.out().lines().findFirst().orElseThrow())
        .contains("\u001B[2mID\u001B[0m", "\u001B[2mWHEN\u001B[0m");
    assertThat(said.out()).contains("due in 23h", "due 5m").hasLineCount(4);
    assertThat(terminal(100, Map.of(), "gates").out()).contains("\u001B[33mpaused\u001B[0m");
  }

  @Test
  void a_pipe_gets_lines_that_no_terminal_changes() {
    Said said = pipe("list");

    assertThat(said.out()).hasLineCount(3).doesNotContain("\u001B").containsPattern("due 2\\d{3}-");
    assertThat(said.out().lines()).allMatch(l -> l.matches("[0-9a-f-]{36}  PENDING  http.call .*"));
    assertThat(pipe("list", "--header").out()).startsWith("ID  ").hasLineCount(4);
  }

  @Test
  void options_and_the_environment_say_otherwise() {
    assertThat(terminal(100, Map.of("NO_COLOR", "1"), "list").out()).doesNotContain("\u001B");
    assertThat(terminal(100, Map.of(), "list", "--color", "never").out()).doesNotContain("\u001B");
    assertThat(terminal(100, Map.of("NO_COLOR", "1"), "gates", "--color=always").out())
        .contains("\u001B[33mpaused");
    assertThat(pipe("gates", "--color=always").out()).contains("\u001B[33mpaused");
    assertThat(terminal(100, Map.of(), "list", "--times=exact").out()).contains("due 2");
    assertThat(pipe("list", "--times", "relative").out()).contains("due in 23h");
    assertThat(terminal(100, Map.of(), "list", "--no-header").out()).hasLineCount(3);
    Said wrong = pipe("list", "--color=perhaps");
    assertThat(wrong.exit()).isEqualTo(Exit.USAGE);
    assertThat(wrong.err()).contains("--color", "AUTO, ALWAYS, NEVER").hasLineCount(1);
  }

  @Test
  void every_look_at_every_width_is_harmless_and_fits() {
    String id = pipe("list").out().lines().skip(1).findFirst().orElseThrow().substring(0, 36);
    for (int columns : new int[] {60, 80, 200}) {
      for (String[] words :
          new String[][] {
            {"list"},
            {"show", id},
            {"queues"},
            {"gates"},
            {"workers"},
            {"types"},
            {"health"},
            {"monitor"},
            {"schedule", "list"},
            {"check"},
            {"clean", "--preview"}
          }) {
        Said said = terminal(columns, Map.of("NO_COLOR", "1"), words);

        assertThat(said.exit()).as(said.err()).isZero();
        assertThat(said.out()).as(words[0]).doesNotContain("\u001B", "\u202E");
        assertThat(said.out().lines()).as(words[0]).noneMatch(l -> l.startsWith("forged"));
        assertThat(said.out().lines())
            .as("%s at %d", words[0], columns)
            .allMatch(l -> dev.stint.command.table.DisplayWidth.of(l) <= columns);
      }
    }
  }

  @Test
  void queues_tell_what_is_ready_and_held() {
    assertThat(pipe("queues").out())
        .containsPattern("calls +1 +2\\S+Z +0 +0 +paused")
        .containsPattern("default +0 +0 +0 +open");
    assertThat(pipe("queues", "--json").out()).contains("\"name\":\"calls\"", "\"paused\":true");
    assertThat(pipe("workers").out()).isEqualToIgnoringNewLines("no workers");
  }
}
