package dev.stint.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
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

  private static final Pattern JVM_OPTION =
      Pattern.compile("(?<![\\w-])-(?:XX:SharedArchiveFile|(?:X|-enable)[^\\s\")]*)");
  private static final Pattern MAIN_CLASS = Pattern.compile("dev\\.stint\\.[\\w.]+");

  private static List<String> all(Pattern pattern, String script) {
    return pattern.matcher(script).results().map(MatchResult::group).sorted().toList();
  }

  private static String between(String script, String begin, String end) {
    int from = script.indexOf(begin) + begin.length();
    assertThat(script).contains(begin);
    return script.substring(from, script.indexOf(end, from)).strip();
  }

  /** Nobody ran stint.cmd on Windows here: so it says at least the same. */
  @Test
  void the_script_for_windows_names_the_same_class_options_and_class_path() throws Exception {
    String unix = Files.readString(Path.of("..", "stint"));
    String windows = Files.readString(Path.of("..", "stint.cmd"));

    assertThat(windows.lines().count()).isEqualTo(windows.split("\r\n").length);
    assertThat(all(MAIN_CLASS, windows)).isEqualTo(all(MAIN_CLASS, unix)).hasSize(1);
    assertThat(all(JVM_OPTION, windows)).isEqualTo(all(JVM_OPTION, unix)).hasSize(6);
    assertThat(between(windows, "in (", ")").split(" "))
        .isEqualTo(between(unix, "in\n  ", ")").split(" \\| "));
    assertThat(between(windows, "-cp \"", "\"")).isEqualTo("%home%\\stint-command.jar");
    assertThat(between(unix, "-cp \"", "\"")).isEqualTo("$home/stint-command.jar");
    assertThat(unix).contains("archive=\"$home/stint.jsa", "$home/runtime/bin/java");
    assertThat(windows)
        .contains("SharedArchiveFile=%home%\\stint.jsa", "%home%\\runtime\\bin\\java");
    assertThat(windows).contains("Main %*\r\nexit /b %ERRORLEVEL%\r\n");
  }
}
