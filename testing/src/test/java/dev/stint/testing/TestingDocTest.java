package dev.stint.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** docs/testing.md: each of its blocks is a test that compiles and passes. */
class TestingDocTest {

  private static final Pattern BLOCK = Pattern.compile("(?s)```java\n(.*?)```");
  private static final Pattern NAME = Pattern.compile("(?m)^class (\\w+Test) ");

  @TempDir private Path dir;

  /** The blocks, under the names of their classes; the imports of the first serve all. */
  private List<String> written(String page) throws Exception {
    List<String> blocks = BLOCK.matcher(page).results().map(b -> b.group(1)).toList();
    String imports =
        blocks
            .get(0)
            .lines()
            .filter(l -> l.startsWith("import "))
            .collect(Collectors.joining("\n"));
    List<String> names = new ArrayList<>();
    for (String block : blocks) {
      List<MatchResult> found = NAME.matcher(block).results().toList();
      assertThat(found).as(block).hasSize(1);
      String name = found.get(0).group(1);
      String text = block.startsWith("import ") ? block : imports + "\n" + block;
      Files.writeString(dir.resolve(name + ".java"), text);
      names.add(name);
    }
    return names;
  }

  @Test
  void each_block_of_the_page_is_a_test_that_passes() throws Exception {
    List<String> names = written(Files.readString(Path.of("../docs/testing.md")));
    List<String> words =
        new ArrayList<>(List.of("-proc:none", "-parameters", "-d", dir.toString(), "-cp"));
    words.add(System.getProperty("java.class.path"));
    names.forEach(name -> words.add(dir.resolve(name + ".java").toString()));
    int result =
        ToolProvider.getSystemJavaCompiler().run(null, null, null, words.toArray(String[]::new));
    assertThat(result).isZero();
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {dir.toUri().toURL()}, getClass().getClassLoader())) {
      for (String name : names) {
        var tests =
            EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(loader.loadClass(name)))
                .execute()
                .allEvents();
        assertThat(tests.failed().stream().map(Event::getPayload)).as(name).isEmpty();
        assertThat(tests.succeeded().filter(e -> e.getTestDescriptor().isTest())).isNotEmpty();
      }
    }
  }
}
