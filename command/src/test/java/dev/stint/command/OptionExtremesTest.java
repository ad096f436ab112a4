package dev.stint.command;

import static dev.stint.domain.random.RandomCases.check;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.domain.random.RandomValues;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Every option of every command that ends by itself, with values at the extremes: an exit code of
 * its kind, one short sentence on stderr at most, nothing that steers a terminal.
 */
class OptionExtremesTest {

  /** They work until they are stopped, or longer than a test may: see EndlessOptionsTest. */
  private static final Set<String> ENDLESS = Set.of("work", "web", "demo", "run", "import");

  private static final Set<String> OTHERS = Set.of("--help", "--version", "--store");

  private static final String[] EXTREMES = {
    "0",
    "-1",
    "9223372036854775807",
    "-9223372036854775808",
    "99999999999999999999",
    "1e9",
    "0s",
    "999999999d",
    "1000000000d",
    "PT-5S",
    "PT2562047788015215H",
    "P106751991167300D",
    "-P999999999999D",
    "",
    " ",
    "\u001b[31mred\nline",
    "x".repeat(1 << 20),
    "nosuch://host/db",
    "jdbc:nosuch:x",
    "redis://[",
    "..",
    "5..1"
  };

  private static final String SOME_TASK = "01a22c72-d9c9-7265-8b31-1ddc3e4b0db3";

  @TempDir Path dir;

  @Test
  void every_option_at_its_extremes_ends_well_or_with_one_sentence() {
    String store = "jdbc:sqlite:" + dir.resolve("extremes.db");
    assertThat(Said.of(store, "migrate").exit()).isZero();
    List<CommandLine> commands = new ArrayList<>();
    leaves(Main.commandLine(), commands);

    check(5, values -> commands.forEach(c -> extremes(store, c.getCommandSpec(), values)));
    assertThat(commands).hasSizeGreaterThan(15);
  }

  @Test
  void a_time_that_no_clock_counts_is_refused_in_a_sentence() {
    String store = "jdbc:sqlite:" + dir.resolve("time.db");
    Said said = Said.of(store, "watch", SOME_TASK, "--for=P106751991167300D");

    assertThat(said.err()).contains("--for", "longer than 100 years");
    assertThat(said.exit()).isEqualTo(Exit.USAGE);
  }

  @Test
  void a_sentence_does_not_repeat_a_whole_file() {
    Said said = Said.bare("top", "--every=" + "x".repeat(1 << 20));

    assertThat(said.exit()).isEqualTo(Exit.USAGE);
    assertThat(said.err()).hasSizeLessThan(1_100);
  }

  private static void leaves(CommandLine command, List<CommandLine> found) {
    if (ENDLESS.contains(command.getCommandName())) {
      return;
    }
    if (command.getSubcommands().isEmpty()) {
      found.add(command);
    }
    command.getSubcommands().values().forEach(sub -> leaves(sub, found));
  }

  /** One of its options, so that many seeds come to all. */
  private static void extremes(String store, CommandSpec command, RandomValues values) {
    OptionSpec[] options =
        command.options().stream()
            .filter(o -> !o.typeInfo().isBoolean() && !OTHERS.contains(o.longestName()))
            .toArray(OptionSpec[]::new);
    if (options.length == 0) {
      return;
    }
    List<String> path = List.of(command.qualifiedName().split(" "));
    List<String> words = new ArrayList<>(path.subList(1, path.size()));
    command.positionalParameters().forEach(p -> words.add(SOME_TASK));
    words.add(values.of(options).longestName() + "=" + values.of(EXTREMES));

    boolean stored = command.findOption("--store") != null;
    String[] call = words.toArray(String[]::new);
    Said said = stored ? Said.of(store, call) : Said.bare(call);

    assertThat(said.exit())
        .as(said.err())
        .isIn(Exit.OK, Exit.FAILED, Exit.USAGE, Exit.REFUSED, Exit.STORE);
    assertThat(said.err().lines().count()).as(said.err()).isLessThanOrEqualTo(1);
    assertThat(said.err())
        .hasSizeLessThan(1_200)
        .doesNotContain("Exception", "\u001b", "overflow", "\tat ");
    assertThat(said.out()).doesNotContain("\u001b[31m");
  }
}
