package dev.stint.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that completes words, in a real bash. */
class CompletionTest {

  @TempDir Path dir;

  private String completed(String line) throws Exception {
    Path script = dir.resolve("completion.bash");
    Files.writeString(script, Said.bare("completion", "bash").out());
    String words =
        "source '%s'; COMP_WORDS=(%s); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMP_LINE='%s';"
            .formatted(script, line.endsWith(" ") ? line + "''" : line, line);
    Process bash =
        new ProcessBuilder(
                "bash",
                "-c",
                words + " _complete_stint stint 2>/dev/null; echo \"${COMPREPLY[@]}\"")
            .redirectErrorStream(true)
            .start();
    String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(bash.waitFor()).as(said).isZero();
    return said;
  }

  @Test
  void commands_options_and_values_are_completed() throws Exception {
    assertThat(completed("stint sch")).isEqualTo("schedule\n");
    assertThat(completed("stint list --hide")).isEqualTo("--hide-succeeded\n");
    assertThat(completed("stint list --sort ")).contains("NEWEST", "PRIORITY");
  }

  @Test
  void both_shells_are_known_and_others_are_refused_in_one_sentence() {
    assertThat(Said.bare("completion", "zsh").out()).contains("bashcompinit");
    Said fish = Said.bare("completion", "fish");
    assertThat(fish.exit()).isEqualTo(Exit.USAGE);
    assertThat(fish.err()).contains("BASH, ZSH").contains("'fish'").hasLineCount(1);
    assertThat(Said.bare("completion").exit()).isEqualTo(Exit.USAGE);
  }
}
