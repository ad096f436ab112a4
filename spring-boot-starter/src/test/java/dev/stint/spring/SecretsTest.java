package dev.stint.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.operate.AskTasks;
import dev.stint.domain.SealedPayload;
import dev.stint.domain.TaskId;
import dev.stint.domain.task.TaskRow;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Secret task types in an application, whose keys are a property or a file. */
class SecretsTest {

  private static final String KEY = "k1:AAAAAAAAAAAAAAAAAAAAAA==";
  private static final TaskType<String> PAY = TaskType.of("pay", String.class);

  @Configuration
  static class Paying extends WrongSettingTest.None {
    @Bean
    TaskDefinition<String> pay() {
      return TaskDefinition.of(PAY, (card, context) -> StepOutcome.done()).secret();
    }
  }

  @TempDir Path dir;

  private Running application(String... properties) {
    Path database = dir.resolve("stint.db");
    String[] all = java.util.Arrays.copyOf(properties, properties.length + 2);
    all[properties.length] = "stint.url=jdbc:sqlite:" + database;
    all[properties.length + 1] = "stint.run=false";
    return Running.start(Paying.class, all);
  }

  @Test
  void keys_of_a_property_or_of_a_file_seal_what_is_secret() throws Exception {
    Path file = Files.writeString(dir.resolve("keys"), KEY + "\n");
    for (String property :
        new String[] {"stint.secrets.keys=" + KEY, "stint.secrets.keys-file=" + file}) {
      try (Running application = application(property)) {
        TaskId task = application.tasks().request(PAY.with("swordfish")).id();
        TaskRow row = application.bean(AskTasks.class).find(task).orElseThrow();
        assertThat(SealedPayload.is(row.standing().spec().arguments())).isTrue();
        assertThat(application.bean(StintSecretsProperties.class).toString())
            .doesNotContain("AAAA");
      }
    }
  }

  @Test
  void what_cannot_work_ends_the_start_with_a_sentence_that_tells_no_key() {
    assertThatThrownBy(() -> application())
        .hasStackTraceContaining("task type pay is secret, and there are no secret keys");
    assertThatThrownBy(() -> application("stint.secrets.keys=k1:AAAA"))
        .hasStackTraceContaining(
            "stint.secrets.keys cannot work: the secret key 'k1' has 3 bytes; it must have 16, 24 or 32");
    assertThatThrownBy(() -> application("stint.secrets.keys-file=" + dir.resolve("none")))
        .hasStackTraceContaining("stint.secrets.keys-file cannot work: there is no readable file");
    assertThatThrownBy(() -> application("stint.secrets.keys=" + KEY, "stint.secrets.keys-file=x"))
        .hasStackTraceContaining("stint.secrets.keys-file is set, too");
  }
}
