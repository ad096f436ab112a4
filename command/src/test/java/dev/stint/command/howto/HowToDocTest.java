package dev.stint.command.howto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.command.DocCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The pages of docs/how-to show code that runs. Run with {@code -Dstint.docs.write=true} to write
 * the blocks anew.
 */
class HowToDocTest {

  private static final Path DOCS = Path.of("../docs");
  private static final Path TESTS = Path.of("src/test/java/dev/stint/command/howto");

  @Test
  void each_block_of_code_is_a_region_of_a_test_and_each_region_is_shown() throws IOException {
    DocCode code = DocCode.of(TESTS, "HowTo");
    Set<String> shown = new TreeSet<>();
    for (Path page : pages()) {
      shown.addAll(code.shown(page));
    }
    assertThat(shown).isEqualTo(code.names());
  }

  @Test
  void the_list_of_how_tos_has_each_page() throws IOException {
    String list = Files.readString(DOCS.resolve("how-to.md"));
    for (Path page : pages()) {
      assertThat(list).contains("(how-to/" + page.getFileName() + ")");
    }
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.list(DOCS.resolve("how-to"))) {
      return files.filter(f -> f.toString().endsWith(".md")).sorted().toList();
    }
  }
}
