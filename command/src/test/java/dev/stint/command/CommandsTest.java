package dev.stint.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** A call makes the command that it names, and looks no different for it. */
class CommandsTest {

  @Test
  void a_call_makes_only_the_command_that_it_names() {
    Main.commandLine()
        .getSubcommands()
        .forEach(
            (name, command) -> {
              assertThat(command.getCommandName()).isEqualTo(name);
              if (!name.equals("completion")) {
                CommandLine called = called(name, "--json");
                assertThat(called.getSubcommands()).containsOnlyKeys(name);
                assertThat(called.getSubcommands().get(name).getUsageMessage())
                    .isEqualTo(command.getUsageMessage());
              }
            });
  }

  @Test
  void what_speaks_of_all_commands_knows_all() {
    int all = Main.commandLine().getSubcommands().size();

    assertThat(called("--help").getSubcommands()).hasSize(all);
    assertThat(called("lst").getSubcommands()).hasSize(all);
    assertThat(called("completion", "bash").getSubcommands()).hasSize(all);
    assertThat(Said.bare("completion", "bash").out()).contains("--hide-succeeded");
    assertThat(Said.bare("lst").err()).contains("did you mean 'list'?");
    assertThat(Said.bare("types", "--hide-succeeded").err()).contains("it is one of: list");
  }

  private static CommandLine called(String... words) {
    return Main.commandLine(Display.pipe(), words);
  }
}
