package dev.stint.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The options of the commands that work until they are stopped, at their extremes: what none of
 * them can work with is one sentence that names the option, and wrong usage, before anything is
 * done.
 */
class EndlessOptionsTest {

  private static final String LONG = "x".repeat(1 << 20);

  /** Of other scripts than 0 to 9. */
  private static final String DIGITS = "\u0663\u0660";

  private static final List<String> NO_NUMBER =
      List.of("", " ", "NaN", "1e9", "5 ", "99999999999999999999", DIGITS, LONG, "\u001b[31m");

  private static final List<String> NO_TIME =
      List.of(
          "",
          " ",
          "NaN",
          "-1",
          "-5s",
          "5",
          "1e9s",
          "PT-5S",
          "-P999999999999D",
          "1000000000d",
          "PT2562047788015215H",
          "P106751991167300D",
          DIGITS + "s",
          LONG,
          "30s\n30s");

  private static final List<String> NO_NAME = List.of(" ", "a\u0000b", LONG, "\u001b[31mred");

  @TempDir Path dir;

  private String store;

  @BeforeEach
  void store() {
    store = "jdbc:sqlite:" + dir.resolve("options.db");
  }

  private void refused(String option, List<String> values, String... words) {
    refused(List.of("--store=" + store), option, values, words);
  }

  private void refused(List<String> where, String option, List<String> values, String... words) {
    for (String value : values) {
      List<String> all = new ArrayList<>(List.of(words));
      all.addAll(where);
      all.add(option + "=" + value);
      Said said = Said.bare(all.toArray(String[]::new));
      String shown = all + ": " + said.err();
      assertThat(said.exit()).as(shown).isEqualTo(Exit.USAGE);
      assertThat(said.err()).as(shown).contains(option).hasLineCount(1);
      assertThat(said.err()).doesNotContain("Exception", "\u001b", "\tat ").hasSizeLessThan(1_200);
      assertThat(said.out()).isEmpty();
    }
    assertThat(dir.resolve("options.db")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"work", "run", "import", "demo"})
  void what_each_of_them_takes_that_runs_imports(String command) throws IOException {
    String[] words =
        command.equals("import")
            ? new String[] {"import", Files.writeString(dir.resolve("a.csv"), "a\n1\n").toString()}
            : new String[] {command};
    refused("--lease", NO_TIME, words);
    refused("--lease", List.of("0s", "499ms"), words);
    refused("--stint", NO_TIME, words);
    refused("--stint", List.of("0ms", "PT0S"), words);
    refused("--max-set-aside", NO_NUMBER, words);
    refused("--max-set-aside", List.of("-1", "-9223372036854775808"), words);
    refused("--enabled", List.of("", " ", "some", LONG), words);
    refused("--mutex", List.of("", " ", "nosuch://host", LONG), words);
    refused("--mutex-file", List.of(dir.toString(), LONG), words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"work", "run"})
  void what_workers_take(String command) {
    refused("--max-tasks", NO_NUMBER, command);
    refused("--max-tasks", List.of("-1", "2147483648"), command);
    refused("--priorities", List.of("", " ", "5..1", "..", "NaN", DIGITS, LONG), command);
    refused("--http-allow", List.of("http://a.example/", "a b", LONG), command);
  }

  @Test
  void the_file_that_names_the_store() {
    refused(
        List.of(),
        "--store-file",
        List.of("", " ", dir.toString(), dir + "/none", LONG),
        "run",
        "--enabled=none");
  }

  @Test
  void what_run_takes() {
    refused("--for", NO_TIME, "run");
    refused("--queue", NO_NAME, "run");
    refused("--type", NO_NAME, "run");
  }

  @Test
  void what_web_takes() {
    refused("--port", NO_NUMBER, "web");
    refused("--port", List.of("-1", "65536", "2147483647"), "web");
    refused("--role", List.of("", " ", "root", LONG), "web");
    refused("--requests", NO_NAME, "web", "--role=operate");
    refused("--enabled", List.of("", " ", "some", LONG), "web");
  }

  @Test
  void what_import_takes() throws IOException {
    Path file = Files.writeString(dir.resolve("a.csv"), "a\n1\n");
    refused("--into", List.of("", " ", "\u0000", LONG), "import", file.toString());
  }

  /** Values that can be worked with, however far out they are. */
  @Test
  void what_is_far_out_and_fits_works() {
    for (String option :
        List.of(
            "--lease=36500d",
            "--stint=PT876000H",
            "--max-tasks=2147483647",
            "--max-set-aside=9223372036854775807",
            "--priorities=-2147483648..2147483647")) {
      Said run = Said.of(store, "run", "--enabled=none", option);
      assertThat(run.exit()).as(option + run.err()).isEqualTo(Exit.OK);
      Said work = Said.of(store, "work", "--enabled=none", option);
      assertThat(work.exit()).as(option + work.err()).isEqualTo(Exit.OK);
    }
    for (String label : List.of("", " ", "\u001b[31mred\nline", LONG)) {
      Said work = Said.of(store, "work", "--enabled=none", "--label=" + label);
      assertThat(work.exit()).as(work.err()).isEqualTo(Exit.OK);
      assertThat(work.all()).doesNotContain("\u001b");
    }
    assertThat(Said.of(store, "run", "--enabled=none", "--for=36500d").exit()).isZero();
  }
}
