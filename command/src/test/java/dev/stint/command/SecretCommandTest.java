package dev.stint.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.application.api.RefusedException;
import dev.stint.application.api.SecretKeys;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.TaskId;
import dev.stint.jdbc.JdbcStores;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the command shows of secret task types, and where its keys come from. */
class SecretCommandTest {

  private static final TaskType<String> PAY = TaskType.of("pay", String.class);
  private static final String KEY = "k1:AAAAAAAAAAAAAAAAAAAAAA==";

  @TempDir Path dir;
  private final StringWriter out = new StringWriter();

  private String stint(String... words) {
    out.getBuffer().setLength(0);
    CommandLine command = Main.commandLine();
    PrintWriter writer = new PrintWriter(out);
    assertThat(command.setOut(writer).setErr(writer).execute(words)).as(out.toString()).isZero();
    return out.toString();
  }

  @Test
  void no_command_and_no_byte_of_the_file_tells_what_is_secret() throws Exception {
    Path file = dir.resolve("test.db");
    String url = "jdbc:sqlite:" + file;
    TaskId task;
    try (JdbcStores stores = JdbcStores.sqlite(url).migrate();
        Stint host =
            Stint.on(stores)
                .define(
                    TaskDefinition.of(PAY, (card, context) -> StepOutcome.done("paid by " + card))
                        .secret())
                .secretKeys(SecretKeys.parse(KEY))
                .build()) {
      task = host.tasks().request(PAY.with("swordfish").named("visible")).id();
      host.batches().runBatch(Duration.ofSeconds(60));
      assertThat(host.result(host.ask().find(task).orElseThrow(), String.class))
          .contains("paid by swordfish");
    }

    for (String[] words :
        List.of(
            new String[] {"show", task.toString()},
            new String[] {"show", task.toString(), "--json"},
            new String[] {"show", task.toString(), "-o", "json"},
            new String[] {"watch", task.toString()},
            new String[] {"list", "--json"},
            new String[] {"list", "-o", "json"})) {
      String[] all = java.util.Arrays.copyOf(words, words.length + 2);
      all[words.length] = "--store";
      all[words.length + 1] = url;
      assertThat(stint(all)).contains("SUCCEEDED").doesNotContain("swordfish", "stint-sealed");
    }
    assertThat(stint("show", task.toString(), "--store", url)).contains("arguments  \"***\"");
    String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
    assertThat(bytes).contains("visible", "!stint-sealed 1 k1").doesNotContain("swordfish");
  }

  @Test
  void keys_are_those_of_the_environment_or_of_a_file_that_it_names() throws Exception {
    Path file = Files.writeString(dir.resolve("keys"), "k2:AQIDBAUGBwgJCgsMDQ4PEA==\n" + KEY);

    assertThat(EnvironmentKeys.of(Map.of())).hasToString("[]");
    assertThat(EnvironmentKeys.of(Map.of("STINT_SECRET_KEYS", KEY))).hasToString("[k1]");
    assertThat(EnvironmentKeys.of(Map.of("STINT_SECRET_KEYS_FILE", file.toString())))
        .hasToString("[k2, k1]");
    assertThatThrownBy(() -> EnvironmentKeys.of(Map.of("STINT_SECRET_KEYS", "k1:AAAA")))
        .isInstanceOf(RefusedException.class)
        .hasMessage(
            "STINT_SECRET_KEYS: the secret key 'k1' has 3 bytes; it must have 16, 24 or 32");
    assertThatThrownBy(() -> EnvironmentKeys.of(Map.of("STINT_SECRET_KEYS_FILE", "/none/there")))
        .hasMessage("STINT_SECRET_KEYS_FILE: there is no readable file /none/there");
  }
}
