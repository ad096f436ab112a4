package dev.stint.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of tasks that are watched, and with what code it ends. */
class WatchTest {

  @TempDir Path dir;

  private Said stint(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--store", "jdbc:sqlite:" + dir.resolve("watch.db")));
    return Said.on(Display.pipe(), all.toArray(String[]::new));
  }

  private String requested(String whom, String... more) {
    List<String> words =
        new ArrayList<>(List.of("request", "host.greet", "--args", "{\"whom\":\"" + whom + "\"}"));
    words.addAll(List.of(more));
    return stint(words.toArray(String[]::new)).out().strip().replaceAll(".* ", "");
  }

  @Test
  void a_task_is_followed_to_its_end() throws Exception {
    String id = requested("Ann");
    CompletableFuture<Said> watched = new CompletableFuture<>();
    new Thread(() -> watched.complete(stint("watch", id))).start();
    assertThat(stint("run").exit()).isZero();

    Said said = watched.get(60, TimeUnit.SECONDS);

    assertThat(said.exit()).as(said.all()).isZero();
    assertThat(said.out()).containsPattern("Z  SUCCEEDED").doesNotContain("\u001B");
  }

  @Test
  void the_exit_code_tells_how_it_ended() {
    String failed = requested("");
    assertThat(stint("run").exit()).isEqualTo(Exit.FAILED);
    Said said = stint("watch", failed);
    assertThat(said.exit()).isEqualTo(Exit.FAILED);
    assertThat(said.out()).containsPattern("FAILED +.*nobody");

    String cancelled = requested("Bo");
    stint("cancel", cancelled);
    assertThat(stint("watch", cancelled).exit()).isEqualTo(Exit.FAILED);
    assertThat(stint("watch", "01a22c72-d9c9-7265-8b31-1ddc3e4b0db3").exit())
        .isEqualTo(Exit.REFUSED);
    assertThat(stint("watch", "nonsense").exit()).isEqualTo(Exit.USAGE);
  }

  @Test
  void one_that_goes_on_is_left_when_time_is_up() {
    String id = requested("Ann", "--in", "1d");
    Said said = stint("watch", id, "--for", "1ms");

    assertThat(said.exit()).isEqualTo(Exit.WORK_LEFT);
    assertThat(said.out()).containsPattern("PENDING +due 2");
    assertThat(said.err()).contains("stint watch " + id).hasLineCount(1);
  }

  @Test
  void a_program_gets_an_object_a_line() throws Exception {
    String id = requested("Ann");
    stint("run");
    Said said = stint("watch", id, "--json");

    for (String line : said.out().lines().toList()) {
      var event = new com.fasterxml.jackson.databind.ObjectMapper().readTree(line);
      assertThat(event.has("event") && event.has("at")).as(line).isTrue();
    }
    assertThat(said.out()).contains("\"event\":\"status\"", "\"status\":\"SUCCEEDED\"");
  }

  @Test
  void top_prints_one_frame_and_refuses_to_be_live_in_a_pipe() {
    requested("");
    stint("run");
    Said once = stint("top", "--once");

    assertThat(once.exit()).as(once.err()).isZero();
    assertThat(once.out())
        .startsWith("stint top   sqlite")
        .contains("failed in 5m 1", "SLOWEST TYPES", "host.greet", "Failed in the last 5 minutes");
    Said live = stint("top");
    assertThat(live.exit()).isEqualTo(Exit.USAGE);
    assertThat(live.err()).contains("--once").hasLineCount(1);
    assertThat(stint("top", "--once", "--every", "0s").exit()).isEqualTo(Exit.USAGE);
  }
}
