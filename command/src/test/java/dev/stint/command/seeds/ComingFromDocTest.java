package dev.stint.command.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.command.DocCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * docs/coming-from.md shows code that runs: each block follows the name of a region of a test. Run
 * with {@code -Dstint.docs.write=true} to write the blocks anew.
 */
class ComingFromDocTest {

  private static final Path PAGE = Path.of("../docs/coming-from.md");
  private static final Path TESTS = Path.of("src/test/java/dev/stint/command/seeds");

  @Test
  void each_block_of_code_is_a_region_of_a_test_that_runs_and_each_region_is_shown()
      throws IOException {
    DocCode code = DocCode.of(TESTS, "ComingFrom");

    assertThat(code.shown(PAGE)).isEqualTo(code.names());
  }

  @Test
  void every_property_and_method_of_gnosis_has_a_line_in_its_table() throws IOException {
    String text = Files.readString(PAGE);
    Stream.concat(ComingFromGnosisTest.PROPERTIES.stream(), ComingFromGnosisTest.METHODS.stream())
        .forEach(name -> assertThat(text).containsPattern("\n\\|[^|\n]*`" + name + "\\b"));
  }
}
