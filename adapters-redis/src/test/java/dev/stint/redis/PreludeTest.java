package dev.stint.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PreludeTest {

  private static final Path SCRIPTS = Path.of("src/main/resources/dev/stint/redis/lua");
  private static final Set<String> SHARED = Set.of("common", "record", "change");
  private static final Pattern CALLED = Pattern.compile("(?<![.\\w])(\\w+)\\(");
  private static final Pattern DEFINED = Pattern.compile("(?m)^local function (\\w+)");

  private static final String TEXT =
      """
      -- A comment names far() and nothing comes of it.
      local base = KEYS[1]
      if not base then
        base = 'none'
      end
      local low, high = 1, 2
      local function near()
        return base .. low
      end
      local function far()
        if base then
          return near()
        end
      end
      local tables = {
        far = 1,
      }
      """;

  private static String of(String script) {
    return new Prelude(TEXT).of(script);
  }

  @Test
  void a_script_gets_what_it_names_and_what_that_names_in_order() {
    assertThat(of("return far()\n"))
        .isEqualTo(
            """
            local base = KEYS[1]
            if not base then
              base = 'none'
            end
            local low, high = 1, 2
            local function near()
              return base .. low
            end
            local function far()
              if base then
                return near()
              end
            end
            """);
  }

  @Test
  void what_defines_nothing_is_always_there_with_what_it_names() {
    assertThat(of("return 1\n"))
        .isEqualTo("local base = KEYS[1]\nif not base then\n  base = 'none'\nend\n");
  }

  @Test
  void fields_and_comments_name_nothing_but_joined_texts_do() {
    assertThat(of("return t.near\n-- near\n  -- low\n")).isEqualTo(of("return 1\n"));
    assertThat(of("return 'a'..low\n")).isEqualTo(of("return low\n")).contains("local low, high");
    assertThat(of("return high\n")).contains("local low, high");
  }

  @Test
  void what_is_seldom_needed_is_made_in_the_function_that_needs_it() {
    assertThat(new Prelude(TEXT).of("return near() or rarely()\n", "rarely", "return far()\n"))
        .isEqualTo(
            of("return near()\n")
                + """
                local function rarely()
                local function far()
                  if base then
                    return near()
                  end
                end
                return far()
                end
                """);
  }

  @Test
  void no_script_calls_a_shared_function_that_is_not_before_it() throws IOException {
    Set<String> shared = new HashSet<>();
    for (String file : SHARED) {
      shared.addAll(names(DEFINED, Files.readString(SCRIPTS.resolve(file + ".lua"))));
    }
    assertThat(shared).contains("gather", "close", "apply");
    for (String verb : verbs()) {
      String whole = Args.text(new Script.Shelf().get(verb).text());
      Set<String> called = names(CALLED, whole);
      called.retainAll(shared);
      assertThat(names(DEFINED, whole)).as(verb).containsAll(called);
    }
  }

  @Test
  void what_is_called_most_makes_no_function_of_other_verbs() {
    assertThat(functions("insert")).doesNotContain("stand", "holds_key", "record", "close");
    assertThat(functions("claim")).doesNotContain("close", "stand", "notes");
    assertThat(functions("peek")).doesNotContain("gather", "fetch");
    assertThat(functions("key_take")).doesNotContain("gather", "fetch");
  }

  private static Set<String> functions(String verb) {
    String whole = Args.text(new Script.Shelf().get(verb).text());
    return names(DEFINED, whole.replaceFirst("(?s)local function rarely.*", ""));
  }

  private static List<String> verbs() throws IOException {
    try (Stream<Path> files = Files.list(SCRIPTS)) {
      return files
          .map(file -> file.getFileName().toString().replace(".lua", ""))
          .filter(name -> !SHARED.contains(name))
          .sorted()
          .toList();
    }
  }

  private static Set<String> names(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map((MatchResult found) -> found.group(1))
        .collect(Collectors.toCollection(HashSet::new));
  }
}
