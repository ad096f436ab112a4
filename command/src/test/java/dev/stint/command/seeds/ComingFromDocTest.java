package dev.stint.command.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * docs/coming-from.md shows code that runs: each block follows the name of a region of a test. Run
 * with {@code -Dstint.docs.write=true} to write the blocks anew.
 */
class ComingFromDocTest {

  private static final Path PAGE = Path.of("../docs/coming-from.md");
  private static final Path TESTS = Path.of("src/test/java/dev/stint/command/seeds");
  private static final Pattern BLOCK =
      Pattern.compile("<!-- code: (\\w+)#(\\w+) -->\n```java\n(.*?)```\n", Pattern.DOTALL);
  private static final Pattern REGION =
      Pattern.compile("// region (\\w+)\n(.*?)\n *// endregion", Pattern.DOTALL);

  @Test
  void each_block_of_code_is_a_region_of_a_test_that_runs() throws IOException {
    Map<String, String> regions = regions();
    String text = Files.readString(PAGE);
    String wanted = BLOCK.matcher(text).replaceAll(block -> quoted(shown(block, regions)));
    if (Boolean.getBoolean("stint.docs.write")) {
      Files.writeString(PAGE, wanted);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(wanted);
    assertThat(count(text, "```java")).isEqualTo(BLOCK.matcher(text).results().count());
  }

  @Test
  void each_region_is_shown() throws IOException {
    List<String> shown =
        BLOCK.matcher(Files.readString(PAGE)).results().map(ComingFromDocTest::name).toList();
    assertThat(new TreeSet<>(shown)).isEqualTo(new TreeSet<>(regions().keySet()));
  }

  @Test
  void every_property_and_method_of_gnosis_has_a_line_in_its_table() throws IOException {
    String text = Files.readString(PAGE);
    Stream.concat(ComingFromGnosisTest.PROPERTIES.stream(), ComingFromGnosisTest.METHODS.stream())
        .forEach(name -> assertThat(text).containsPattern("\n\\|[^|\n]*`" + name + "\\b"));
  }

  private static String shown(MatchResult block, Map<String, String> regions) {
    String name = name(block);
    assertThat(regions).containsKey(name);
    String head = "<!-- code: " + name + " -->\n```java\n";
    return head + regions.getOrDefault(name, "") + "\n```\n";
  }

  private static String name(MatchResult block) {
    return block.group(1) + "#" + block.group(2);
  }

  private static String quoted(String text) {
    return java.util.regex.Matcher.quoteReplacement(text);
  }

  private static long count(String text, String what) {
    return Pattern.compile(Pattern.quote(what)).matcher(text).results().count();
  }

  /** By test and name, without the indentation that the whole region shares. */
  private static Map<String, String> regions() throws IOException {
    Map<String, String> regions = new LinkedHashMap<>();
    try (Stream<Path> files = Files.list(TESTS)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString().replace(".java", "");
        if (name.startsWith("ComingFrom") && !name.equals("ComingFromDocTest")) {
          REGION
              .matcher(Files.readString(file))
              .results()
              .forEach(r -> regions.put(name + "#" + r.group(1), flush(r.group(2))));
        }
      }
    }
    return regions;
  }

  private static String flush(String code) {
    List<String> lines = new ArrayList<>(code.lines().toList());
    while (!lines.isEmpty() && lines.get(lines.size() - 1).isBlank()) {
      lines.remove(lines.size() - 1);
    }
    int margin =
        lines.stream()
            .filter(line -> !line.isBlank())
            .mapToInt(line -> line.length() - line.stripLeading().length())
            .min()
            .orElse(0);
    return String.join(
        "\n", lines.stream().map(l -> l.isBlank() ? "" : l.substring(margin)).toList());
  }
}
