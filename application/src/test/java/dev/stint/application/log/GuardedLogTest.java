package dev.stint.application.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GuardedLogTest {

  /** These three catch what their logs throw themselves. */
  private static final List<String> OWN_GUARD =
      List.of("GuardedLog.java", "Guard.java", "TaskLog.java");

  /** Called under a guard as every notifier is; a host may put it into a notifier of its own. */
  private static final List<String> CALLED_GUARDED = List.of("LogFailureNotifier.java");

  @Test
  void what_a_log_throws_is_not_heard_of() {
    try (BrokenLog broken = BrokenLog.of(GuardedLogTest.class)) {
      var log = GuardedLog.of(GuardedLogTest.class);

      assertThatCode(() -> log.warn("told")).doesNotThrowAnyException();
      assertThatCode(() -> log.error("told with {}", "a value", new Error("and its cause")))
          .doesNotThrowAnyException();
      assertThat(broken.told()).isEqualTo(2);
    }
  }

  /** Seen to fail with the logs of schedules and hints, which were the backend's own. */
  @Test
  void nothing_that_a_host_embeds_tells_the_backend_itself() throws IOException {
    try (Stream<Path> files =
        Stream.of("application", "adapters-jdbc", "adapters-mongo", "adapters-redis", "bootstrap")
            .map(module -> Path.of("..", module, "src", "main", "java"))
            .flatMap(GuardedLogTest::sources)) {
      assertThat(files.filter(f -> text(f).contains("LoggerFactory")))
          .extracting(f -> f.getFileName().toString())
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(OWN_GUARD.stream(), CALLED_GUARDED.stream()).toList());
    }
  }

  private static Stream<Path> sources(Path folder) {
    try {
      return Files.walk(folder).filter(f -> f.toString().endsWith(".java"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
