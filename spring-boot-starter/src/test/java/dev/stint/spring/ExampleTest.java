package dev.stint.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example compiles against this build; scripts/examples runs it. */
class ExampleTest {

  @TempDir Path dir;

  @Test
  void its_sources_compile() throws Exception {
    List<String> words = new ArrayList<>(List.of("-proc:none", "-d", dir.toString(), "-cp"));
    words.add(System.getProperty("java.class.path"));
    try (Stream<Path> files = Files.walk(Path.of("../examples/spring-boot/src/main/java"))) {
      files.filter(Files::isRegularFile).map(Path::toString).forEach(words::add);
    }
    int result =
        ToolProvider.getSystemJavaCompiler().run(null, null, null, words.toArray(String[]::new));
    assertThat(result).isZero();
  }
}
