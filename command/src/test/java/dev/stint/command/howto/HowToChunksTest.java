package dev.stint.command.howto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.Chunk;
import dev.stint.application.api.ChunkContext;
import dev.stint.application.api.ReplayableAction;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.operate.ReplayItems;
import dev.stint.application.api.operate.SteerResult;
import dev.stint.application.api.operate.SteerTasks;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.SetAside;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.RetryPolicy;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HowToChunksTest extends HowTo {

  /** A shop with an API that takes many prices in a call, and refuses all of them for one. */
  private static final class Shop {
    private final Map<Long, Integer> prices = new TreeMap<>();
    private long refused;
    private int busy;

    void putAll(List<Long> articles) throws IOException {
      if (busy > 0) {
        busy--;
        throw new IOException("429 Too Many Requests");
      }
      if (articles.contains(refused)) {
        throw new IllegalArgumentException("article " + refused + " is not known");
      }
      articles.forEach(article -> prices.merge(article, 1, Integer::sum));
    }

    boolean has(long article) {
      return prices.containsKey(article);
    }
  }

  // region action
  record Push(long articles) {}

  static final TaskType<Push> PUSH = TaskType.of("prices.push", Push.class);

  record PushPrices(Shop shop) implements ReplayableAction<Push, Long, Long> {

    @Override
    public Class<Long> cursorType() {
      return Long.class; // the last article that was pushed
    }

    @Override
    public Chunk<Long, Long> next(Push push, Optional<Long> after, int size) {
      long from = after.orElse(0L) + 1;
      long to = Math.min(push.articles(), from + size - 1);
      return new Chunk<>(
          LongStream.rangeClosed(from, to).boxed().toList(), to, to == push.articles());
    }

    @Override
    public void process(Push push, List<Long> articles, ChunkContext context) throws Exception {
      shop.putAll(articles); // one call for all of them; safe to repeat
    }

    @Override
    public void processOne(Push push, Long article, ChunkContext context) throws Exception {
      if (!shop.has(article)) { // a chunk with it failed: perhaps it got through
        shop.putAll(List.of(article));
      }
    }

    @Override
    public Optional<Long> again(Push push, SetAside aside) {
      return Optional.of(Long.valueOf(aside.item())); // empty: there is no such article any more
    }
  }

  // endregion

  private final Shop shop = new Shop();

  private Stint host() {
    return Stint.on(database)
        .define(
            // region define
            TaskDefinition.of(PUSH)
                .then(
                    ActionDefinition.of("push", new PushPrices(shop))
                        .maxSetAside(20)
                        .chunkTarget(Duration.ofSeconds(2))
                        .retry(
                            RetryPolicy.exponential(
                                8, Duration.ofSeconds(5), Duration.ofMinutes(10))))
            // endregion
            )
        .build();
  }

  private static SteerTasks.Steered replay(Stint stint, TaskId task) {
    // region again
    return stint.steer().replay(task, ReplayItems.ALL); // or ReplayItems.named(List.of("13"))
    // endregion
  }

  @Test
  void one_bad_article_is_set_aside_and_pushed_later() {
    shop.refused = 13;
    Stint stint = host();
    TaskId task = stint.tasks().request(PUSH.with(new Push(100))).id();

    assertThat(over(stint, task)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(shop.prices).hasSize(99).doesNotContainKey(13L);
    assertThat(shop.prices.values()).containsOnly(1);
    assertThat(stint.ask().setAside(task, 10, 0))
        .containsExactly(
            new SetAside("13", dev.stint.domain.Payload.of("13"), "article 13 is not known"));

    shop.refused = 0;
    assertThat(replay(stint, task).result()).isEqualTo(SteerResult.DONE);
    assertThat(over(stint, task)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(shop.prices).hasSize(100);
    assertThat(shop.prices.values()).containsOnly(1);
    assertThat(stint.ask().setAside(task, 10, 0)).isEmpty();
  }

  @Test
  void an_error_that_passes_blames_no_item() {
    shop.busy = 1;
    Stint stint =
        Stint.on(database)
            .define(
                TaskDefinition.of(PUSH)
                    .then(
                        ActionDefinition.of("push", new PushPrices(shop))
                            .retry(RetryPolicy.fixed(1, Duration.ZERO))))
            .build();
    TaskId task = stint.tasks().request(PUSH.with(new Push(100))).id();

    assertThat(over(stint, task)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(shop.prices).hasSize(100);
    assertThat(stint.ask().setAside(task, 10, 0)).isEmpty();
  }
}
