package dev.stint.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.application.api.Chunk;
import dev.stint.application.api.ChunkContext;
import dev.stint.application.api.ChunkedAction;
import dev.stint.application.api.Config;
import dev.stint.application.api.RefusedException;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.operate.TaskSummary;
import dev.stint.application.api.operate.Work;
import dev.stint.application.memory.InMemoryMutexes;
import dev.stint.application.memory.InMemoryStores;
import dev.stint.application.memory.InProcessWakeups;
import dev.stint.application.spi.Mutexes;
import dev.stint.application.spi.StoreBackend;
import dev.stint.application.spi.Stores;
import dev.stint.application.spi.Wakeups;
import dev.stint.bootstrap.codec.JacksonCodec;
import dev.stint.domain.Line;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.TaskRow;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a host meets first: open, request, ask, close. */
class StintTest {

  private static final TaskType<String> GREET = TaskType.of("greet", String.class);
  private static final TaskType<String> SPELL = TaskType.of("spell", String.class);

  private static final TaskDefinition<String> HELLO =
      TaskDefinition.of(GREET, (name, context) -> StepOutcome.done("Hello " + name));

  private final Stint stint =
      Stint.on(
              InMemoryStores.create(InstantSource.system()),
              new InMemoryMutexes(InstantSource.system()))
          .define(HELLO)
          .define(TaskDefinition.of(SPELL, new Letters()))
          .build();

  /** Walks the letters of its argument. */
  private static final class Letters implements ChunkedAction<String, String, Integer> {
    @Override
    public Class<Integer> cursorType() {
      return Integer.class;
    }

    @Override
    public Chunk<String, Integer> next(String word, Optional<Integer> after, int size) {
      int from = after.orElse(0);
      int to = Math.min(word.length(), from + size);
      List<String> letters =
          word.substring(from, to).chars().mapToObj(Character::toString).toList();
      return new Chunk<>(letters, to, to == word.length());
    }

    @Override
    public void process(String word, List<String> letters, ChunkContext context) {}
  }

  @Test
  void a_closed_stint_works_no_more() {
    stint.work().start();
    TaskId task = stint.tasks().request(GREET.with("Ann")).id();
    assertThat(stint.ask().await(task).map(TaskRow::status)).contains(TaskStatus.SUCCEEDED);

    stint.close();
    stint.close();

    assertThat(
            stint
                .work()
                .ended()
                .toCompletableFuture()
                .orTimeout(1, TimeUnit.MINUTES)
                .join()
                .reason())
        .isEqualTo(Work.Reason.STOPPED);
    assertThat(stint.work().condition().healthy()).isFalse();
  }

  @Test
  void a_stint_that_never_worked_can_be_closed() {
    stint.close();

    assertThat(stint.ask().depths()).isEmpty();
  }

  @Test
  void the_status_of_a_task_is_one_call() {
    TaskId task = stint.tasks().request(GREET.with("Ann")).id();
    assertThat(stint.ask().status(task)).contains(TaskStatus.PENDING);

    stint.batches().runBatch(Duration.ofSeconds(120));

    assertThat(stint.ask().status(task)).contains(TaskStatus.SUCCEEDED);
    assertThat(stint.ask().status(TaskId.of("00000000-0000-7000-8000-000000000001"))).isEmpty();
  }

  @Test
  void a_chunked_action_alone_is_a_task() {
    TaskId task = stint.tasks().request(SPELL.with("word")).id();

    stint.batches().runBatch(Duration.ofSeconds(120));

    TaskSummary summary = stint.ask().summary(task).orElseThrow();
    assertThat(summary.status()).isEqualTo("SUCCEEDED");
    assertThat(summary.done()).isEqualTo(4);
    assertThat(summary.finished()).isTrue();
  }

  @Test
  void a_summary_is_plain_json() {
    TaskId task = stint.tasks().request(GREET.with("Ann").named("a greeting")).id();

    String json = new JacksonCodec().encode(stint.ask().summary(task).orElseThrow()).text();

    assertThat(json)
        .contains("\"id\":\"" + task + "\"")
        .contains("\"name\":\"a greeting\"")
        .contains("\"status\":\"PENDING\"")
        .contains("\"percent\":0")
        .doesNotContain("Ann");
  }

  @Test
  void a_wait_of_less_than_nothing_is_refused() {
    TaskId task = stint.tasks().request(GREET.with("Ann")).id();
    Duration wrong = Duration.ofSeconds(-1);

    assertThatThrownBy(() -> stint.ask().await(task, wrong))
        .hasMessage("a wait lasts 0 or longer, not PT-1S");
    assertThatThrownBy(() -> stint.ask().awaitAsync(task, wrong).toCompletableFuture().join())
        .isInstanceOf(IllegalArgumentException.class)
        .isNotInstanceOf(CompletionException.class);
  }

  /** A store in memory that has hints and was set up for a lease. */
  private record Backend(InProcessWakeups hints, Duration setUpFor) implements StoreBackend {
    @Override
    public Stores stores() {
      return InMemoryStores.create(InstantSource.system());
    }

    @Override
    public Mutexes mutexes() {
      return new InMemoryMutexes(InstantSource.system());
    }

    @Override
    public Optional<Wakeups> wakeups() {
      return Optional.of(hints);
    }

    @Override
    public Optional<Duration> lease() {
      return Optional.of(setUpFor);
    }
  }

  @Test
  void hints_of_the_store_are_used_unless_the_host_says_otherwise() throws Exception {
    InProcessWakeups hints = new InProcessWakeups();
    BlockingQueue<Line> heard = new LinkedBlockingQueue<>();
    try (AutoCloseable listening = hints.subscribe(heard::add);
        Stint open = Stint.on(new Backend(hints, Config.DEFAULT.lease())).define(HELLO).build()) {
      open.tasks().request(GREET.with("Ann"));

      assertThat(heard.poll(1, TimeUnit.MINUTES)).extracting(Line::type).isEqualTo(GREET.name());
    }
  }

  @Test
  void a_lease_other_than_that_of_the_store_is_refused() {
    Stint.Builder builder =
        Stint.on(new Backend(new InProcessWakeups(), Duration.ofSeconds(20))).define(HELLO);

    assertThatThrownBy(builder::build)
        .isInstanceOf(RefusedException.class)
        .hasMessage(
            "the store was set up for a lease of PT20S and the configuration says PT10S: give both"
                + " the same");
    assertThat(builder.config(Config.DEFAULT.lease(Duration.ofSeconds(20))).build()).isNotNull();
  }
}
