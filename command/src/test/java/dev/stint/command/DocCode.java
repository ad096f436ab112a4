package dev.stint.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Pages that show code which runs: each block follows the name of a region of a test, {@code <!--
 * code: Test#region -->}. With {@code -Dstint.docs.write=true} the blocks are written anew.
 */
public final class DocCode {

  private static final Pattern BLOCK =
      Pattern.compile("<!-- code: (\\w+)#(\\w+) -->\n```java\n(.*?)```\n", Pattern.DOTALL);
  private static final Pattern REGION =
      Pattern.compile("// region (\\w+)\n(.*?)\n *// endregion", Pattern.DOTALL);

  private final Map<String, String> regions;

  private DocCode(Map<String, String> regions) {
    this.regions = regions;
  }

  /** The regions of the tests of a folder whose names begin so, by test and name. */
  public static DocCode of(Path folder, String prefix) throws IOException {
    Map<String, String> regions = new LinkedHashMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString().replace(".java", "");
        if (name.startsWith(prefix)) {
          REGION
              .matcher(Files.readString(file))
              .results()
              .forEach(r -> regions.put(name + "#" + r.group(1), flush(r.group(2))));
        }
      }
    }
    return new DocCode(regions);
  }

  public Set<String> names() {
    return new TreeSet<>(regions.keySet());
  }

  /** Fails unless each block of the page is its region, and no block has none; answers them. */
  public Set<String> shown(Path page) throws IOException {
    String text = Files.readString(page);
    String wanted = BLOCK.matcher(text).replaceAll(block -> Matcher.quoteReplacement(of(block)));
    if (Boolean.getBoolean("stint.docs.write")) {
      Files.writeString(page, wanted);
    }
    assertThat(Files.readString(page)).isEqualTo(wanted);
    assertThat(text.split("```java", -1).length - 1)
        .as("blocks of %s", page)
        .isEqualTo((int) BLOCK.matcher(text).results().count());
    Set<String> shown = new TreeSet<>();
    BLOCK.matcher(text).results().map(DocCode::name).forEach(shown::add);
    return shown;
  }

  private String of(MatchResult block) {
    String name = name(block);
    assertThat(regions).containsKey(name);
    return "<!-- code: " + name + " -->\n```java\n" + regions.getOrDefault(name, "") + "\n```\n";
  }

  private static String name(MatchResult block) {
    return block.group(1) + "#" + block.group(2);
  }

  /** Without the indentation that the whole region shares. */
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
