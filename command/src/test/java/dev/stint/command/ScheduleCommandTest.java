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

/** Schedules and gates as an operator meets them. */
class ScheduleCommandTest {

  private static final String CALL = "{\"url\": \"http://localhost:1/\"}";

  @TempDir Path dir;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int stint(String... words) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--store", "jdbc:sqlite:" + dir.resolve("test.db")));
    CommandLine command = Main.commandLine(Display.ofProcess(), words);
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return command.execute(all.toArray(new String[0]));
  }

  private int put(String name, String... more) {
    List<String> words = new ArrayList<>(List.of("schedule", "put", name, "http.call"));
    words.addAll(List.of("--args", CALL));
    words.addAll(List.of(more));
    return stint(words.toArray(new String[0]));
  }

  @Test
  void row_68_a_schedule_is_put_listed_held_and_forgotten() {
    assertThat(put("nightly", "--cron", "0 0 29 2 *", "--zone", "UTC")).isZero();
    assertThat(out.toString()).contains("nightly  kept");
    assertThat(put("nightly", "--cron", "0 0 29 2 *", "--zone", "UTC")).isZero();
    assertThat(out.toString()).contains("nightly  unchanged");

    assertThat(stint("schedule", "next", "nightly", "--count", "3")).isZero();
    assertThat(out.toString().lines())
        .hasSize(3)
        .allSatisfy(line -> assertThat(line).endsWith("-02-29T00:00:00Z"));
    assertThat(stint("schedule", "pause", "nightly")).isZero();
    assertThat(stint("schedule", "list")).isZero();
    assertThat(out.toString()).contains("cron 0 0 29 2 * in UTC").contains("paused");
    assertThat(stint("schedule", "next", "nightly")).isZero();
    assertThat(out.toString()).contains("none is known");
    assertThat(stint("schedule", "resume", "nightly")).isZero();
    assertThat(stint("schedule", "list", "--json")).isZero();
    assertThat(out.toString()).contains("\"missed\":\"once\"").contains("\"due\":");

    assertThat(stint("schedule", "remove", "nightly")).isZero();
    assertThat(stint("schedule", "list")).isZero();
    assertThat(out.toString()).contains("no schedules");
  }

  @Test
  void row_68_a_schedule_by_delay_runs_at_the_next_batch() {
    assertThat(put("often", "--every", "5m", "--owner", "ada", "--queue", "calls")).isZero();
    stint("run", "--for", "20s");
    assertThat(stint("list", "--queue", "calls")).isZero();
    assertThat(out.toString()).contains("http.call");
  }

  @Test
  void what_is_no_schedule_is_refused_in_one_sentence() {
    assertThat(put("s", "--cron", "0 25 * * *", "--zone", "UTC")).isEqualTo(Exit.REFUSED);
    assertThat(err.toString()).contains("the hour '25' is not from 0 to 23");
    assertThat(put("s", "--cron", "0 2 * * *", "--zone", "Mars/Sea")).isEqualTo(Exit.REFUSED);
    assertThat(err.toString()).contains("'Mars/Sea' is no time zone");
    assertThat(put("s", "--cron", "0 2 * * *")).isEqualTo(Exit.USAGE);
    assertThat(err.toString()).contains("say either --cron with --zone, or --every");
    assertThat(put("s", "--every", "1ms")).isEqualTo(Exit.REFUSED);
    assertThat(put("s", "--every", "5m", "--missed", "twice")).isEqualTo(Exit.REFUSED);
    assertThat(stint("schedule", "remove", "nobody")).isEqualTo(Exit.REFUSED);
    assertThat(err.toString()).contains("there is no schedule 'nobody'");
    assertThat(stint("schedule", "next", "nobody")).isEqualTo(Exit.REFUSED);
  }

  @Test
  void a_queue_and_a_type_are_paused_shown_and_resumed() {
    stint("request", "http.call", "--args", CALL, "--queue", "slow");
    assertThat(stint("pause", "--queue", "slow", "--type", "shell.exec")).isZero();
    assertThat(out.toString()).contains("queue slow  paused").contains("type shell.exec  paused");
    stint("run", "--for", "10s");
    assertThat(stint("list", "--queue", "slow")).isZero();
    assertThat(out.toString()).contains("PENDING");
    assertThat(stint("gates")).isZero();
    assertThat(out.toString())
        .containsPattern("queue +slow +paused")
        .containsPattern("type +shell.exec +paused");

    assertThat(stint("resume", "--queue", "slow", "--type", "shell.exec")).isZero();
    assertThat(stint("gates")).isZero();
    assertThat(out.toString()).contains("nothing is paused or limited");
    stint("run", "--for", "10s");
    stint("list", "--queue", "slow");
    assertThat(out.toString()).doesNotContain("PENDING");
  }

  @Test
  void to_pause_nothing_is_wrong_usage() {
    assertThat(stint("pause")).isEqualTo(Exit.USAGE);
    assertThat(err.toString()).contains("say which: at least one ID is missing");
  }
}
