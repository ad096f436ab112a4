package dev.stint.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command on an H2 file. */
class H2CommandTest {

  @TempDir Path dir;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int stint(String... words) {
    CommandLine command = Main.commandLine(Display.ofProcess(), words);
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return command.execute(words);
  }

  @Test
  void it_makes_the_tables_and_finds_them_again() {
    String url = "jdbc:h2:" + dir.resolve("stint");

    assertThat(stint("migrate", "--store", url)).isZero();
    assertThat(stint("health", "--store", url)).isZero();
    assertThat(out.toString()).contains("h2").doesNotContain("socketTimeout");
    assertThat(stint("list", "--store", url)).isZero();
  }

  @Test
  void looking_at_a_file_that_is_not_there_makes_none() {
    assertThat(stint("list", "--store", "jdbc:h2:" + dir.resolve("nowhere"))).isNotZero();

    assertThat(err.toString()).contains("stint migrate");
    assertThat(Files.exists(dir.resolve("nowhere.mv.db"))).isFalse();
  }

  @Test
  void a_server_is_refused() {
    assertThat(stint("migrate", "--store", "jdbc:h2:tcp://localhost/stint")).isNotZero();

    assertThat(err.toString()).contains("H2 server is not supported");
  }
}
