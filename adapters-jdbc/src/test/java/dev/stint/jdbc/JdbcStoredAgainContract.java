package dev.stint.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.contract.Contract;
import dev.stint.application.contract.Sample;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.Inserted;
import dev.stint.application.spi.NewTask;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.life.TaskStatus;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * A task is stored a second time, under its id, while it ends: by a requester who heard no answer,
 * or by another engine that makes the same run of a schedule.
 */
abstract class JdbcStoredAgainContract extends Contract {

  private static final Duration PATIENCE = Duration.ofSeconds(120);

  /** Blocks the session that has moved a task, before it commits, until the answer is closed. */
  abstract AutoCloseable holdFinishing();

  /** How many sessions wait for another's lock. */
  abstract int waiting();

  @Test
  void what_ends_while_it_is_stored_again_is_not_stored_again() throws Exception {
    Claim claim = running(Sample.of(1));
    NewTask again = Sample.of(1).make();
    CompletableFuture<WriteResult> ended;
    CompletableFuture<List<Inserted>> stored;
    try (AutoCloseable held = holdFinishing()) {
      ended = beside(() -> settle(claim.key().next(), Sample.done()));
      waitFor(1);
      stored =
          beside(
              () ->
                  stores
                      .requests()
                      .insert(
                          List.of(
                              new NewTask(
                                  again.spec(),
                                  again.run(),
                                  again.due(),
                                  again.claimed(),
                                  false))));
      waitFor(2);
    }

    assertThat(ended.get(120, TimeUnit.SECONDS)).isEqualTo(WriteResult.APPLIED);
    assertThat(stored.get(120, TimeUnit.SECONDS))
        .containsExactly(new Inserted(again.spec().id(), false, false));
    assertThat(standing(again.spec().id()).run().status()).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(claim(10)).isEmpty();
  }

  /** On a thread of its own: on two cores the common pool has one, for both. */
  private static <T> CompletableFuture<T> beside(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, task -> new Thread(task).start());
  }

  private void waitFor(int sessions) {
    Awaitility.await().atMost(PATIENCE).until(() -> waiting() == sessions);
  }
}
