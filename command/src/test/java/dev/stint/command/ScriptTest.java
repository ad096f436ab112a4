package dev.stint.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script in front of the command. */
class ScriptTest {

  @TempDir Path dir;

  @Test
  void it_finds_its_jar_from_any_folder_and_through_links() throws Exception {
    Path home = Files.createDirectories(dir.resolve("the home"));
    Path script = Files.copy(Path.of("..", "stint"), home.resolve("stint"));
    Files.createDirectories(home.resolve("command/target"));
    Files.createFile(home.resolve("command/target/stint-command.jar"));
    Path java = Files.createDirectories(dir.resolve("java/bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\necho \"$@\"\n");
    assertThat(java.toFile().setExecutable(true) && script.toFile().setExecutable(true)).isTrue();
    Path bin = Files.createDirectories(dir.resolve("bin"));
    Path relative = Files.createSymbolicLink(bin.resolve("one"), Path.of("../the home/stint"));
    Path chain = Files.createSymbolicLink(bin.resolve("two"), relative);

    for (Path called : new Path[] {script, relative, chain}) {
      ProcessBuilder call = new ProcessBuilder(called.toString(), "list").directory(bin.toFile());
      call.environment().put("JAVA_HOME", dir.resolve("java").toString());
      Process process = call.redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(process.waitFor()).as(said).isZero();
      assertThat(said).contains("/the home/command/target/stint-command.jar:").endsWith("list\n");
    }
  }
}
