package dev.stint.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What programs read of the commands that look. */
class OutputTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String EVIL = "a \\\"b\\\", c\\nd \\u001B[2J";

  @TempDir Path dir;
  private String id = "";

  @BeforeEach
  void a_task() {
    String arguments = "{\"whom\":\"" + EVIL + "\"}";
    Said said = stint("request", "host.greet", "--args", arguments, "--name", "x, \"y\"");
    id = said.out().strip().replaceAll(".* ", "");
    stint("schedule", "put", "nightly", "host.greet", "--args", arguments, "--every", "1d");
    stint("pause", "--queue", "default");
  }

  private Said stint(String... words) {
    return Said.on(Display.pipe(), Said.stored("jdbc:sqlite:" + dir.resolve("output.db"), words));
  }

  private JsonNode json(String... words) throws Exception {
    Said said = stint(words);
    assertThat(said.exit()).as(said.err()).isZero();
    return JSON.readTree(said.out());
  }

  @Test
  void json_has_the_objects_of_the_api() throws Exception {
    JsonNode task = json("list", "--output", "json").get("tasks").get(0);
    assertThat(task.get("id").asText()).isEqualTo(id);
    assertThat(task.has("requestedAt") && task.get("progress").isObject()).isTrue();

    JsonNode whole = json("show", id, "-o", "json");
    assertThat(whole.get("arguments").get("whom").asText()).isEqualTo("a \"b\", c\nd \u001B[2J");
    assertThat(whole.get("history").isArray() && whole.get("messages").isArray()).isTrue();

    assertThat(json("queues", "-o", "json").get("queues").get(0).get("paused").asBoolean())
        .isTrue();
    assertThat(json("schedule", "list", "-o", "json").get("schedules").get(0).get("next").isArray())
        .isTrue();
    assertThat(json("types", "-o", "json").get("types").get(0).has("actions")).isTrue();
    assertThat(json("health", "-o", "json").get("counts").get(0).get("tasks").asInt()).isOne();
    assertThat(json("monitor", "-o", "json").get("needsPerson").isBoolean()).isTrue();
    assertThat(json("workers", "-o", "json").get("workers")).isEmpty();
    assertThat(json("gates", "-o", "json").get("gates")).hasSize(1);
    assertThat(json("schedule", "next", "nightly", "-o", "json").get("name").asText())
        .isEqualTo("nightly");
    assertThat(json("clean", "--preview", "-o", "json").get("tasks")).isEmpty();
    assertThat(json("check", "-o", "json").get("unreadable")).isEmpty();
    stint("request", "host.greet", "--args", "{\"whom\":\"b\"}");
    assertThat(json("list", "--limit", "1", "-o", "json").get("next").asText()).isNotEmpty();
  }

  @Test
  void jsonl_has_an_object_a_line_and_nothing_for_nothing() throws Exception {
    stint("request", "host.greet", "--args", "{\"whom\":\"b\"}");
    Said said = stint("list", "--output", "jsonl");

    assertThat(said.out()).hasLineCount(2);
    for (String line : said.out().lines().toList()) {
      assertThat(JSON.readTree(line).get("type").asText()).isEqualTo("host.greet");
    }
    assertThat(stint("list", "--type", "host.say", "-o", "jsonl").out()).isEmpty();
  }

  @Test
  void csv_is_exact_and_has_every_column() {
    assertThat(stint("list", "-o", "csv").out().lines())
        .hasSize(2)
        .first()
        .asString()
        .startsWith("id,type,queue,lane,priority,name,owner,status,finished,attempt,done,total")
        .contains("requested_at");
    assertThat(stint("list", "-o", "csv", "--no-header").out())
        .contains(",\"x, \"\"y\"\"\",")
        .hasLineCount(1);
    assertThat(stint("queues", "-o", "csv").out())
        .startsWith("queue,ready,oldest_due,running,failed,state,limit\ndefault,1,2");
    assertThat(stint("list", "--status", "failed", "-o", "csv").out()).hasLineCount(1);
  }

  @Test
  void what_excludes_each_other_is_refused_in_one_sentence() {
    Said both = stint("list", "--json", "-o", "csv");
    assertThat(both.exit()).isEqualTo(Exit.USAGE);
    assertThat(both.err()).contains("--json and --output exclude each other").hasLineCount(1);
    Said yaml = stint("list", "-o", "yaml");
    assertThat(yaml.exit()).isEqualTo(Exit.USAGE);
    assertThat(yaml.err()).contains("TABLE, JSON, JSONL, CSV").hasLineCount(1);
  }
}
