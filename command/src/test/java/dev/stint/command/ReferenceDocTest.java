package dev.stint.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.CleanRule;
import dev.stint.application.api.Config;
import dev.stint.domain.PriorityRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * docs/reference.md: settings, errors and exit codes as the code has them. Run with {@code
 * -Dstint.docs.write=true} to write them anew.
 */
class ReferenceDocTest {

  private static final Path PAGE = Path.of("../docs/reference.md");
  private static final Path API = Path.of("../application/src/main/java/dev/stint/application/api");
  private static final Path EXITS = Path.of("src/main/java/dev/stint/command/Exit.java");
  private static final Pattern SETTING =
      Pattern.compile("/\\*\\*((?:(?!\\*/).)*)\\*/\\s+[\\w<>]+ (\\w+)\\(\\);", Pattern.DOTALL);
  private static final Pattern EXIT =
      Pattern.compile("(?:/\\*\\*((?:(?!\\*/).)*)\\*/\\s+)?static final int (\\w+) = (\\d+);");
  private static final Pattern ERROR =
      Pattern.compile(
          "/\\*\\*((?:(?!\\*/).)*)\\*/\\s+public (?:final )?class (\\w+) extends (\\w+)",
          Pattern.DOTALL);

  @Test
  void the_page_says_what_the_code_says() throws IOException {
    String text = Files.readString(PAGE);
    String wanted =
        with(with(with(text, "settings", settings()), "errors", errors()), "exits", exits());
    if (Boolean.getBoolean("stint.docs.write")) {
      Files.writeString(PAGE, wanted);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(wanted);
  }

  private static String with(String page, String part, String table) {
    String begin = "<!-- " + part + ": begin -->\n";
    String end = "<!-- " + part + ": end -->";
    assertThat(page).contains(begin, end);
    return page.substring(0, page.indexOf(begin) + begin.length())
        + table
        + page.substring(page.indexOf(end));
  }

  private static String settings() throws IOException {
    List<MatchResult> found =
        SETTING.matcher(Files.readString(API.resolve("Config.java"))).results().toList();
    assertThat(found).hasSizeGreaterThan(20);
    return "| setting | default | |\n|---|---|---|\n"
        + found.stream()
            .map(m -> "| `%s` | %s | %s |\n".formatted(m.group(2), value(m), sentence(m.group(1))))
            .collect(Collectors.joining());
  }

  private static String value(MatchResult setting) {
    try {
      return value(Config.class.getMethod(setting.group(2)).invoke(Config.DEFAULT));
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static String value(Object value) {
    if (value instanceof Duration duration) {
      return words(duration);
    }
    if (value instanceof Integer number && number == 1024 * 1024) {
      return "1 MiB";
    }
    if (value.equals(List.of(CleanRule.RETENTION))) {
      return "each task's own retention";
    }
    return value.equals(PriorityRange.ALL)
        ? "all"
        : value.equals(Optional.empty()) ? "none" : "`" + value + "`";
  }

  private static String words(Duration duration) {
    Map<Long, String> units = new TreeMap<>(Map.of(86_400L, "d", 3_600L, "h", 60L, "min", 1L, "s"));
    String words = duration.toMillis() + " ms";
    for (Map.Entry<Long, String> unit : units.entrySet()) {
      if (duration.toMillis() % (unit.getKey() * 1_000) == 0) {
        words = duration.toSeconds() / unit.getKey() + " " + unit.getValue();
      }
    }
    return words;
  }

  private static String errors() throws IOException {
    StringBuilder table = new StringBuilder("| error | is a | |\n|---|---|---|\n");
    try (Stream<Path> files = Files.list(API)) {
      for (Path file :
          files.filter(f -> f.toString().endsWith("Exception.java")).sorted().toList()) {
        Matcher error = ERROR.matcher(Files.readString(file));
        if (error.find()) {
          table.append(
              "| `%s` | `%s` | %s |\n"
                  .formatted(error.group(2), error.group(3), sentence(error.group(1))));
        }
      }
    }
    return table.toString();
  }

  private static String exits() throws IOException {
    return "| code | |\n|---|---|\n"
        + EXIT.matcher(Files.readString(EXITS))
            .results()
            .map(
                m ->
                    "| %s | %s |\n"
                        .formatted(m.group(3), m.group(1) == null ? "Done." : sentence(m.group(1))))
            .collect(Collectors.joining());
  }

  /** The promise of a Javadoc comment, as Markdown. */
  private static String sentence(String javadoc) {
    String text =
        javadoc
            .replaceAll("(?m)^ *\\*", " ")
            .replaceAll("\\s+", " ")
            .replaceAll(" (@param|@throws|<p>).*", "")
            .replaceAll("\\{@link (\\w+)#(\\w+)[^}]*}", "`$1.$2`")
            .replaceAll("\\{@link #?(\\w+)[^}]*}", "`$1`")
            .replaceAll("\\{@code ([^}]*)}", "`$1`")
            .strip();
    return text.replace("|", "\\|");
  }
}
