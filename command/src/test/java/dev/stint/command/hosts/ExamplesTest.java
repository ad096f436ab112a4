package dev.stint.command.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The examples compile against this build; scripts/examples runs them. That of Spring Boot is
 * compiled beside the starter.
 */
class ExamplesTest {

  @TempDir Path dir;

  @ParameterizedTest
  @ValueSource(strings = {"plain-java", "guice-jetty"})
  void the_sources_of_an_example_compile(String example) throws Exception {
    List<String> words = new ArrayList<>(List.of("-proc:none", "-d", dir.toString(), "-cp"));
    words.add(System.getProperty("java.class.path"));
    try (Stream<Path> files = Files.walk(Path.of("../examples", example, "src/main/java"))) {
      files.filter(Files::isRegularFile).map(Path::toString).forEach(words::add);
    }
    int result =
        ToolProvider.getSystemJavaCompiler().run(null, null, null, words.toArray(String[]::new));
    assertThat(result).isZero();
  }
}
