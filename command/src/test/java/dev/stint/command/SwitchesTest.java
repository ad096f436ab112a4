package dev.stint.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Rows 85 and 89: what keeps a command from working, and what ends a worker. */
class SwitchesTest {

  @TempDir Path dir;
  private final StringWriter out = new StringWriter();

  private int stint(String... words) {
    out.getBuffer().setLength(0);
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--store", "jdbc:sqlite:" + dir.resolve("test.db")));
    CommandLine command = Main.commandLine(Display.ofProcess(), words);
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
    return command.execute(all.toArray(String[]::new));
  }

  private void request(int tasks) {
    for (int i = 0; i < tasks; i++) {
      assertThat(stint("request", "http.call", "--args", "{\"url\":\"http://127.0.0.1:1/\"}"))
          .isZero();
    }
  }

  @Test
  void row_85_a_run_that_is_switched_off_says_so_and_is_no_failure() {
    request(1);

    assertThat(stint("run", "--enabled", "clean")).isZero();

    assertThat(out.toString()).isEqualToIgnoringNewLines("disabled");
    assertThat(stint("run", "--enabled", "none", "--json")).isZero();
    assertThat(out.toString()).contains("\"disabled\":true");
    stint("list");
    assertThat(out.toString()).contains("PENDING");
  }

  @Test
  void row_85_work_and_clean_say_it_too_and_return() {
    assertThat(stint("work", "--enabled", "none")).isZero();
    assertThat(out.toString()).contains("disabled");
    assertThat(stint("clean", "--enabled", "run")).isZero();
    assertThat(out.toString()).contains("disabled");
    assertThat(stint("clean", "--enabled", "run", "--dry-run")).isZero();
    assertThat(out.toString()).contains("0 would go");
  }

  @Test
  void row_89_a_worker_that_did_its_share_stops_and_exits_well() {
    request(3);

    assertThat(stint("work", "--max-tasks", "2")).isZero();

    assertThat(out.toString()).contains("it began 2 stints, as many as it may");
    stint("list", "--status", "PENDING");
    assertThat(out.toString().lines()).hasSize(1);
  }

  @Test
  void a_number_that_cannot_be_is_wrong_usage() {
    assertThat(stint("run", "--max-tasks", "-1")).isEqualTo(2);
    assertThat(out.toString()).contains("--max-tasks is at least 0");
    assertThat(stint("run", "--enabled", "perhaps")).isEqualTo(2);
  }
}
