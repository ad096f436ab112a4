package dev.stint.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import picocli.CommandLine;

/** Whatever is typed: an exit code of its kind, one sentence at most, a whole task or none. */
class CommandFuzzTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private record Answer(int exit, String out, String err) {}

  private static Answer stint(Path file, List<String> words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command = Main.commandLine();
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    List<String> all = new java.util.ArrayList<>(words);
    all.add("--store=jdbc:sqlite:" + file);
    int exit = command.execute(all.toArray(String[]::new));
    return new Answer(exit, out.toString(), err.toString());
  }

  @Provide
  Arbitrary<String> text() {
    return Arbitraries.oneOf(
        Arbitraries.strings().all().ofMaxLength(250),
        Arbitraries.strings().ascii().ofMaxLength(30),
        Arbitraries.of("", " ", "-1", "@", "'", "\"", "null", "1e9", "PT-5S", "99999999999d"));
  }

  @Provide
  Arbitrary<String> arguments() {
    Arbitrary<String> whole = text().map(t -> "{\"whom\":" + quoted(t) + "}");
    return Arbitraries.oneOf(
        whole,
        whole.map(j -> j.substring(0, j.length() / 2)),
        text(),
        Arbitraries.of(
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

  @Provide
  Arbitrary<List<String>> words() {
    Arbitrary<String> option =
        Combinators.combine(
                Arbitraries.of(
                    "--key", "--name", "--owner", "--queue", "--priority", "--in", "--unique"),
                text())
            .as((name, value) -> name + "=" + value);
    return Combinators.combine(arguments(), option.list().ofMaxSize(3))
        .as(
            (arguments, options) -> {
              List<String> words = new java.util.ArrayList<>(List.of("request", "host.greet"));
              words.add("--args=" + arguments);
              words.addAll(options);
              return words;
            });
  }

  @Property(tries = 40)
  void any_request_ends_well_or_with_one_sentence(@ForAll("words") List<String> words)
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

  @Property(tries = 40)
  void any_words_end_well_or_with_one_sentence(@ForAll("anything") List<String> words)
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

  @Provide
  Arbitrary<List<String>> anything() {
    Arbitrary<String> command =
        Arbitraries.of(
            "show", "list", "pause", "cancel", "remove", "options", "clean", "check", "monitor",
            "types", "health");
    Arbitrary<String> option =
        Combinators.combine(
                Arbitraries.of(
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
                    "--stint=",
                    ""),
                Arbitraries.oneOf(text(), Arbitraries.of("5", "1d", "failed", "a.b")))
            .as((name, value) -> name + value);
    return Combinators.combine(command, option.list().ofMaxSize(3))
        .as(
            (first, more) -> {
              List<String> words = new java.util.ArrayList<>(List.of(first));
              words.addAll(more);
              return words;
            });
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
