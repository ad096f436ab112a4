package dev.stint.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The manual pages of a packed command. */
class ManPagesTest {

  @TempDir Path dir;

  @Test
  void each_command_has_one_that_names_all_its_options() throws Exception {
    ManPages.write(dir);

    assertThat(ManPages.all()).hasSizeGreaterThan(30);
    for (CommandSpec command : ManPages.all()) {
      Path page = dir.resolve(command.qualifiedName("-") + ".adoc");
      assertThat(page).exists();
      assertThat(Files.readString(page))
          .contains(command.options().stream().map(ManPagesTest::shown).toList());
    }
  }

  /** One that can be negated is shown with the word that does it. */
  private static String shown(OptionSpec option) {
    String name = option.longestName();
    return option.negatable() ? name.replaceFirst("^--", "--[no-]") : name;
  }
}
