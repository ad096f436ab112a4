package dev.stint.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
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
