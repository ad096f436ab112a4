package dev.stint.command.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.command.process.ChildJvm;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program of docs/getting-started.md, with the jars that its pom names and no other. */
class GettingStartedTest {

  private static final Path PAGE = Path.of("../docs/getting-started.md");

  @TempDir Path dir;
  private String page;
  private String classPath;

  @BeforeEach
  void compile() throws IOException {
    page = Files.readString(PAGE);
    Path source = Files.writeString(dir.resolve("Invoices.java"), block("java"));
    String[] named =
        Pattern.compile("<artifactId>(.*)</artifactId>")
            .matcher(block("xml").split("<dependencies>", 2)[1])
            .results()
            .map(found -> found.group(1))
            .toArray(String[]::new);
    List<Path> jars = new Jars().with(named).paths();
    classPath =
        Stream.concat(Stream.of(dir), jars.stream())
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-d",
                dir.toString(),
                "-proc:none",
                "-cp",
                classPath,
                source.toString());
    assertThat(result).isZero();
  }

  private String block(String language) {
    Matcher block = Pattern.compile("(?s)```" + language + "\n(.*?)```").matcher(page);
    assertThat(block.find()).isTrue();
    return block.group(1);
  }

  /** What the page says that it says in the end. */
  private String end() {
    Matcher end = Pattern.compile("(?s)```\n(SUCCEEDED\n.*?)```").matcher(page);
    assertThat(end.find()).isTrue();
    return end.group(1);
  }

  private Process start() throws IOException {
    return new ProcessBuilder(ChildJvm.command(classPath, "Invoices", List.of()))
        .directory(dir.toFile())
        .redirectErrorStream(true)
        .start();
  }

  @Test
  void it_makes_each_invoice_once_though_it_is_killed_half_way() throws Exception {
    Process first = start();
    String reached = until(first, "invoices up to customer [1-9][0-9]{5}.*");
    first.destroyForcibly().waitFor();
    assertThat(reached).doesNotContain("SUCCEEDED");

    Process second = start();
    String said = new String(second.getInputStream().readAllBytes());

    assertThat(second.waitFor()).as(said).isZero();
    assertThat(said).endsWith(end());
  }

  private static String until(Process process, String line) throws IOException {
    StringBuilder said = new StringBuilder();
    BufferedReader reader = process.inputReader();
    for (String next = reader.readLine(); next != null; next = reader.readLine()) {
      said.append(next).append('\n');
      if (next.matches(line)) {
        return said.toString();
      }
    }
    throw new AssertionError("it ended before it said " + line + ": " + said);
  }
}
