package dev.stint.command;

import static dev.stint.domain.random.RandomCases.check;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stint.domain.random.RandomValues;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Whatever is typed: an exit code of its kind, one sentence at most, a whole task or none. */
class CommandFuzzTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private record Answer(int exit, String out, String err) {}

  private static Answer stint(Path file, List<String> words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] all = Said.stored("jdbc:sqlite:" + file, words.toArray(String[]::new));
    CommandLine command = Main.commandLine(Display.ofProcess(), all);
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int exit = command.execute(all);
    return new Answer(exit, out.toString(), err.toString());
  }

  private static String text(RandomValues values) {
    return values.oneOf(
        () -> values.text(250),
        () -> values.ascii(30),
        () -> values.of("", " ", "-1", "@", "'", "\"", "null", "1e9", "PT-5S", "99999999999d"));
  }

  private static String whole(RandomValues values) {
    return "{\"whom\":" + quoted(text(values)) + "}";
  }

  private static String half(String json) {
    return json.substring(0, json.length() / 2);
  }

  private static String arguments(RandomValues values) {
    return values.oneOf(
        () -> whole(values),
        () -> half(whole(values)),
        () -> text(values),
        () ->
            values.of(
                "{}",
                "[]",
                "null",
                "{\"whom\":null}",
                "{\"whom\":{}}",
                "{\"whom\":7}",
                "{\"x\":1}",
                "{\"whom\":\"a\",\"words\":[1]}",
                "[".repeat(5_000),
                "{\"whom\":\"a\"}{}"));
  }

  private static String quoted(String text) {
    try {
      return JSON.writeValueAsString(text);
    } catch (IOException e) {
      return "\"" + text + "\"";
    }
  }

  private static List<String> requestWords(RandomValues values) {
    List<String> words = new ArrayList<>(List.of("request", "host.greet"));
    words.add("--args=" + arguments(values));
    words.addAll(
        values.list(
            0,
            3,
            () ->
                values.of("--key", "--name", "--owner", "--queue", "--priority", "--in", "--unique")
                    + "="
                    + text(values)));
    return words;
  }

  @Test
  void any_request_ends_well_or_with_one_sentence() {
    check(40, values -> any_request_ends_well_or_with_one_sentence(requestWords(values)));
  }

  private static void any_request_ends_well_or_with_one_sentence(List<String> words)
      throws IOException {
    Path dir = Files.createTempDirectory("stint-fuzz");
    try {
      Path file = dir.resolve("fuzz.db");
      Answer answer = stint(file, words);

      assertThat(answer.exit()).as(answer.err()).isIn(Exit.OK, Exit.USAGE, Exit.REFUSED);
      assertThat(answer.err().lines().count()).isLessThanOrEqualTo(1);
      if (answer.exit() == Exit.USAGE) {
        return;
      }
      JsonNode list = JSON.readTree(stint(file, List.of("list", "--json")).out());
      assertThat(list.get("tasks")).hasSize(answer.exit() == Exit.OK ? 1 : 0);
      assertThat(stint(file, List.of("check")).exit()).isZero();
    } finally {
      delete(dir);
    }
  }

  @Test
  void any_words_end_well_or_with_one_sentence() {
    check(40, values -> any_words_end_well_or_with_one_sentence(words(values)));
  }

  private static void any_words_end_well_or_with_one_sentence(List<String> words)
      throws IOException {
    Path dir = Files.createTempDirectory("stint-fuzz");
    try {
      Answer answer = stint(dir.resolve("fuzz.db"), words);

      assertThat(answer.exit())
          .as(answer.err())
          .isIn(Exit.OK, Exit.FAILED, Exit.USAGE, Exit.REFUSED, Exit.STORE);
      assertThat(answer.err().lines().count()).isLessThanOrEqualTo(1);
      assertThat(answer.err()).doesNotContain("Exception");
    } finally {
      delete(dir);
    }
  }

  private static List<String> words(RandomValues values) {
    List<String> words = new ArrayList<>();
    words.add(
        values.of(
            "show", "list", "pause", "cancel", "remove", "options", "clean", "check", "monitor",
            "types", "health"));
    words.addAll(
        values.list(
            0,
            3,
            () ->
                option(values)
                    + values.oneOf(
                        () -> text(values), () -> values.of("5", "1d", "failed", "a.b"))));
    return words;
  }

  private static String option(RandomValues values) {
    return values.of(
        "--status=",
        "--type=",
        "--queue=",
        "--owner=",
        "--before=",
        "--limit=",
        "--days=",
        "--name=",
        "--older-than=",
        "--retries=",
        "--keep=",
        "--lease=",
        "--times=",
        "");
  }

  private static void delete(Path dir) throws IOException {
    try (var files = Files.list(dir)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(dir);
  }
}
