package dev.stint.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What help and refusals say. */
class HelpTest {

  @Test
  void each_commands_help_has_an_example_that_its_options_allow() {
    List<CommandLine> commands = new ArrayList<>();
    Main.commandLine(Display.pipe()).getSubcommands().values().forEach(c -> add(c, commands));

    assertThat(commands).hasSizeGreaterThan(30);
    for (CommandLine command : commands) {
      String name = command.getCommandSpec().qualifiedName();
      String example = String.join("", command.getCommandSpec().usageMessage().footer());
      assertThat(example).as(name).startsWith("Example: ").contains(name);
      for (String word : example.substring(example.indexOf(name)).split(" ")) {
        if (word.startsWith("--") && !name.equals("stint restart")) {
          assertThat(command.getCommandSpec().findOption(word)).as(name + " " + word).isNotNull();
        }
      }
    }
  }

  private static final Set<String> LOAD = Set.of("demo", "import", "run", "work");
  private static final Set<String> READ =
      Set.of(
          "show",
          "list",
          "watch",
          "top",
          "queues",
          "gates",
          "workers",
          "health",
          "monitor",
          "check",
          "schedule list",
          "schedule next");
  private static final Set<String> WRITE =
      Set.of(
          "request",
          "web",
          "reload",
          "pause",
          "resume",
          "cancel",
          "restart",
          "replay",
          "remove",
          "options",
          "clean",
          "schedule put",
          "schedule pause",
          "schedule resume",
          "schedule remove");
  private static final Set<String> STORE = and(and(LOAD, READ), and(WRITE, Set.of("migrate")));

  /** The commands that each of the options concerns that several commands have. */
  private static final Map<String, Set<String>> CONCERNED =
      Map.ofEntries(
          Map.entry("--max-tasks", Set.of("run", "work")),
          Map.entry("--priorities", Set.of("run", "work")),
          Map.entry("--allow-shell", Set.of("run", "work")),
          Map.entry("--http-allow", Set.of("run", "work")),
          Map.entry("--lease", LOAD),
          Map.entry("--stint", LOAD),
          Map.entry("--max-set-aside", LOAD),
          Map.entry("--enabled", and(LOAD, Set.of("clean", "web"))),
          Map.entry("--mutex", and(LOAD, Set.of("migrate"))),
          Map.entry("--mutex-file", and(LOAD, Set.of("migrate"))),
          Map.entry("--no-migrate", and(LOAD, WRITE)),
          Map.entry("--store", STORE),
          Map.entry("--store-file", STORE),
          Map.entry("--json", without(and(STORE, Set.of("types")), Set.of("top"))),
          Map.entry("--verbose", and(STORE, Set.of("types"))),
          Map.entry("--color", and(READ, Set.of("types", "clean"))),
          Map.entry("--times", and(READ, Set.of("types", "clean"))),
          Map.entry(
              "--output", without(and(READ, Set.of("types", "clean")), Set.of("top", "watch"))),
          Map.entry(
              "--header", without(and(READ, Set.of("types", "clean")), Set.of("top", "watch"))),
          Map.entry("--version", Set.of()));

  private static Set<String> and(Set<String> some, Set<String> others) {
    Set<String> all = new TreeSet<>(some);
    all.addAll(others);
    return all;
  }

  private static Set<String> without(Set<String> some, Set<String> others) {
    Set<String> left = new TreeSet<>(some);
    left.removeAll(others);
    return left;
  }

  /** One model of the commands serves all calls: it takes most of the time of one. */
  @Test
  void a_command_shows_the_options_that_concern_it_and_refuses_others_by_their_names() {
    CommandLine stint = Main.commandLine(Display.pipe());
    StringWriter err = new StringWriter();
    stint.setErr(new PrintWriter(err));
    List<CommandLine> commands = new ArrayList<>();
    stint.getSubcommands().values().forEach(c -> add(c, commands));

    for (CommandLine command : commands) {
      String name = command.getCommandSpec().qualifiedName().substring("stint ".length());
      String help = command.getUsageMessage(CommandLine.Help.Ansi.OFF);
      CONCERNED.forEach(
          (option, concerned) -> {
            boolean has = command.getCommandSpec().findOption(option) != null;
            String shown = option.equals("--header") ? "--[no-]header" : option;
            assertThat(has).as(name + " " + option).isEqualTo(concerned.contains(name));
            assertThat(help.matches("(?s).*[ \\[]" + Pattern.quote(shown) + "\\b(?!-).*"))
                .as("help of " + name + " " + option)
                .isEqualTo(has || help.contains("see " + option) || example(command, option));
            if (!has) {
              err.getBuffer().setLength(0);
              assertThat(stint.execute((name + " " + option).split(" "))).isEqualTo(Exit.USAGE);
              assertThat(err.toString()).contains("'" + option + "'").hasLineCount(1);
            }
          });
    }
  }

  /** Of another command, as that of restart. */
  private static boolean example(CommandLine command, String option) {
    return String.join("", command.getCommandSpec().usageMessage().footer()).contains(option);
  }

  @Test
  void an_option_of_other_commands_is_refused_with_their_names() {
    assertThat(Said.bare("list", "--lease=5s").err())
        .contains("'stint list' has no option '--lease'; it is one of: demo, import, run, work")
        .hasLineCount(1);
    assertThat(Said.bare("top", "--json").err()).contains("'stint top' has no option '--json';");
    assertThat(Said.bare("types", "--frob").err()).contains("unknown option '--frob';");
  }

  @Test
  void what_one_option_says_another_does_not_say_again() {
    for (String option : List.of("--store", "--mutex")) {
      Said said = Said.bare("run", option + "=jdbc:sqlite:x", option + "-file=y");
      assertThat(said.exit()).isEqualTo(Exit.USAGE);
      assertThat(said.err())
          .contains(option + " and " + option + "-file exclude each other; say one of them")
          .hasLineCount(1);
    }
    assertThat(Said.bare("clean", "--output=json").err()).contains("--output is for --preview");
  }

  @Test
  void only_what_is_near_was_meant() {
    Said far = Said.bare("frobnicate");
    assertThat(far.exit()).isEqualTo(Exit.USAGE);
    assertThat(far.err())
        .contains("there is no command 'frobnicate'; there are: demo, import, ", ", completion;")
        .doesNotContain("did you mean")
        .hasLineCount(1);
    assertThat(Said.bare("sched").err()).contains("did you mean 'schedule'?");
    assertThat(Said.bare("schedule", "lsit").err()).contains("did you mean 'list'?");
    assertThat(Said.bare("schedule", "frob").err())
        .contains("there are: put, list, next, pause, resume, remove");
    assertThat(NearWords.distance("lits", "list")).isEqualTo(1);
    assertThat(NearWords.distance("abc", "")).isEqualTo(3);
    assertThat(NearWords.meant("canel", List.of("clean", "cancel"))).contains("cancel");
    assertThat(NearWords.meant("wxyz", List.of("work", "web"))).isEmpty();
    assertThat(NearWords.meant("x".repeat(1 << 20), List.of("list"))).isEmpty();
  }

  private static final Pattern CALL =
      Pattern.compile("(?<![\\w/-])(?:\\./)?stint ([a-z]+(?: [a-z]+)?)\\b([^`|;&\n]*)");
  private static final Pattern OPTION = Pattern.compile("(?<= )--[a-z][a-z-]*");

  /** A page that shows an option which its command refuses sends its reader away. */
  @Test
  void each_call_in_the_docs_has_options_of_its_command() throws IOException {
    CommandLine stint = Main.commandLine(Display.pipe());
    int calls = 0;
    for (Path page : pages()) {
      for (MatchResult call : CALL.matcher(Files.readString(page)).results().toList()) {
        Optional<CommandLine> command = command(stint, call.group(1).split(" "));
        if (command.isPresent()) {
          List<String> options =
              OPTION.matcher(call.group(2)).results().map(MatchResult::group).toList();
          calls += options.isEmpty() ? 0 : 1;
          for (String option : options) {
            boolean has = command.get().getCommandSpec().findOption(option) != null;
            assertThat(has || option.equals("--no-header"))
                .as("%s: %s", page, call.group())
                .isTrue();
          }
        }
      }
    }
    assertThat(calls).isGreaterThan(10);
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.walk(Path.of("../docs"));
        Stream<Path> examples = Files.walk(Path.of("../examples"), 2)) {
      return Stream.concat(Stream.concat(docs, examples), Stream.of(Path.of("../README.md")))
          .filter(page -> page.toString().endsWith(".md"))
          .toList();
    }
  }

  private static Optional<CommandLine> command(CommandLine stint, String[] words) {
    Optional<CommandLine> first = Optional.ofNullable(stint.getSubcommands().get(words[0]));
    return words.length == 1 ? first : first.map(c -> c.getSubcommands().getOrDefault(words[1], c));
  }

  private static void add(CommandLine command, List<CommandLine> commands) {
    commands.add(command);
    command.getSubcommands().values().forEach(sub -> add(sub, commands));
  }

  @Test
  void a_word_that_is_nearly_right_is_answered_with_the_right_one() {
    assertThat(Said.bare("lits").err())
        .contains("there is no command 'lits'; did you mean 'list'?");
    assertThat(Said.bare("list", "--statsu=x").err()).contains("did you mean").hasLineCount(1);
  }
}
