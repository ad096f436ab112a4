package dev.stint.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/features.md: each line of what Stint has names tests, and all of them are there. */
class FeaturesDocTest {

  private static final Path ROOT = Path.of("..");
  private static final Pattern CODE = Pattern.compile("`(\\w+)`");

  @Test
  void each_feature_names_tests_that_are_there() throws IOException {
    Set<String> tests = tests();
    List<String[]> lines = features();
    assertThat(lines).hasSizeGreaterThan(40);
    for (String[] line : lines) {
      List<String> named = CODE.matcher(line[1]).results().map(found -> found.group(1)).toList();
      assertThat(named).as(line[0]).isNotEmpty();
      assertThat(tests).as(line[0]).containsAll(named);
    }
  }

  @Test
  void what_is_said_of_others_names_its_source() throws IOException {
    Pattern source =
        Pattern.compile("https://|\\.md|\\.adoc|\\.java|\\.go|\\.rb|`[\\w-]+/[\\w-]+`");
    for (String[] line : features()) {
      if (!line[2].isBlank()) {
        assertThat(line[2]).as(line[0]).containsPattern(source);
      }
    }
  }

  /** The cells of each line of the tables that have three columns. */
  private static List<String[]> features() throws IOException {
    List<String[]> lines = new ArrayList<>();
    for (String line : Files.readAllLines(ROOT.resolve("docs/features.md"))) {
      String[] cells = line.split("\\|", -1);
      if (cells.length == 5 && !line.startsWith("| what") && !line.startsWith("|-")) {
        lines.add(new String[] {cells[1], cells[2], cells[3]});
      }
    }
    return lines;
  }

  private static Set<String> tests() throws IOException {
    Set<String> names = new TreeSet<>();
    try (Stream<Path> modules = Files.list(ROOT)) {
      for (Path module :
          modules.map(m -> m.resolve("src/test/java")).filter(Files::isDirectory).toList()) {
        try (Stream<Path> files = Files.walk(module)) {
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith("Test.java"))
              .forEach(name -> names.add(name.replace(".java", "")));
        }
      }
    }
    return names;
  }
}
