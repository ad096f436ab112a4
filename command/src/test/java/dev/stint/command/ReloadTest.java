package dev.stint.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Workers are asked, by number and label, to finish and to exit with a code for their supervisor.
 */
class ReloadTest {

  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir Path dir;

  private String store() {
    return "jdbc:sqlite:" + dir.resolve("reload.db");
  }

  private CompletableFuture<Said> work(String... more) {
    List<String> words = new ArrayList<>(List.of("work", "--lease", "60s"));
    words.addAll(List.of(more));
    CompletableFuture<Said> said = new CompletableFuture<>();
    new Thread(() -> said.complete(Said.of(store(), words.toArray(String[]::new)))).start();
    return said;
  }

  private void awaitWorkers(int live) {
    Awaitility.await()
        .atMost(LONG)
        .until(
            () ->
                Said.of(store(), "health").out().lines().filter(l -> l.contains(" live ")).count()
                    == live);
  }

  @Test
  void as_many_as_asked_for_exit_with_0_and_of_a_label_with_100() throws Exception {
    assertThat(Said.of(store(), "migrate").exit()).isZero();
    assertThat(Said.of(store(), "reload").exit()).isZero(); // nobody is there, and none comes later
    List<CompletableFuture<Said>> mail = List.of(work("--label", "mail"), work("--label", "mail"));
    CompletableFuture<Said> other = work();
    awaitWorkers(3);
    assertThat(Said.of(store(), "health").out()).contains("mail (pid ");

    assertThat(Said.of(store(), "reload", "1", "--label", "mail", "--stay-down").exit()).isZero();
    Said first = (Said) CompletableFuture.anyOf(mail.get(0), mail.get(1)).get();
    assertThat(first.exit()).isEqualTo(Exit.STAY_DOWN);
    awaitWorkers(2);
    assertThat(mail).filteredOn(CompletableFuture::isDone).hasSize(1);
    assertThat(other).isNotDone();

    assertThat(Said.of(store(), "reload").exit()).isZero();
    assertThat(other.get().exit()).isZero();
    for (CompletableFuture<Said> worker : mail) {
      assertThat(worker.get().exit()).isIn(Exit.OK, Exit.STAY_DOWN);
    }
    assertThat(Said.of(store(), "reload", "0").exit()).isEqualTo(Exit.USAGE);
  }
}
