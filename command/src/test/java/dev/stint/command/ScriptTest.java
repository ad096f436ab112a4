package dev.stint.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script in front of the command. */
class ScriptTest {

  @TempDir Path dir;
  private Path home;

  @BeforeEach
  void java_says_how_it_was_called() throws IOException {
    home = Files.createDirectories(dir.resolve("the home"));
    java(dir.resolve("java"), "given");
  }

  private static void java(Path home, String name) throws IOException {
    Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\necho " + name + " \"$@\"\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
  }

  private static Path script(Path at) throws IOException {
    Path script = Files.copy(Path.of("..", "stint"), at);
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return script;
  }

  private String said(Path called) throws Exception {
    ProcessBuilder call = new ProcessBuilder(called.toString(), "list").directory(dir.toFile());
    call.environment().put("JAVA_HOME", dir.resolve("java").toString());
    Process process = call.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  @Test
  void it_finds_its_jar_from_any_folder_and_through_links() throws Exception {
    Path script = script(home.resolve("stint"));
    Files.createDirectories(home.resolve("command/target"));
    Files.createFile(home.resolve("command/target/stint-command.jar"));
    Path bin = Files.createDirectories(dir.resolve("bin"));
    Path relative = Files.createSymbolicLink(bin.resolve("one"), Path.of("../the home/stint"));
    Path chain = Files.createSymbolicLink(bin.resolve("two"), relative);

    for (Path called : new Path[] {script, relative, chain}) {
      assertThat(said(called))
          .startsWith("given ")
          .contains("/the home/command/target/stint-command.jar ")
          .endsWith("list\n");
    }
  }

  /** As {@code scripts/dist} packs it. */
  @Test
  void it_finds_its_jar_where_it_was_unpacked_and_prefers_the_java_beside_it() throws Exception {
    Files.createFile(home.resolve("stint-command.jar"));
    Files.createFile(home.resolve("stint.jsa"));
    Path script = script(Files.createDirectories(home.resolve("bin")).resolve("stint"));
    Path link = Files.createSymbolicLink(dir.resolve("link"), script);

    assertThat(said(link))
        .startsWith("given ")
        .contains("-XX:SharedArchiveFile=" + home.toRealPath().resolve("stint.jsa") + " ")
        .contains(" " + home.toRealPath().resolve("stint-command.jar") + " ")
        .endsWith("list\n");

    java(home.resolve("runtime"), "packed");

    assertThat(said(link)).startsWith("packed ");
  }
}
