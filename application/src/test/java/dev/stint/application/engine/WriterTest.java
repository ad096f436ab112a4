package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.TaskObserver;
import dev.stint.application.spi.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WriterTest {

  private final AtomicBoolean abandoned = new AtomicBoolean();
  private final List<List<Integer>> sent = new ArrayList<>();

  private Writer<Integer, String> writer(Function<List<Integer>, List<String>> store) {
    return new Writer<>(
        "write",
        items -> {
          sent.add(List.copyOf(items));
          return store.apply(items);
        },
        TaskObserver.NONE,
        abandoned::get);
  }

  private static List<String> landed(List<Integer> items) {
    return items.stream().map(i -> "landed " + i).toList();
  }

  @Test
  void a_poisoned_batch_is_split_until_the_culprit_stands_alone() {
    Writer<Integer, String> writer =
        writer(
            items -> {
              if (items.contains(7)) {
                throw new StoreException(StoreException.Kind.PERMANENT, "seven");
              }
              return landed(items);
            });

    List<Writer.Answer<String>> answers =
        writer.write(IntStream.rangeClosed(1, 10).boxed().toList());

    assertThat(answers).hasSize(10);
    for (int i = 1; i <= 10; i++) {
      Writer.Answer<String> answer = answers.get(i - 1);
      assertThat(answer.landing().isPresent()).as("item " + i).isEqualTo(i != 7);
      assertThat(answer.error().isPresent()).as("item " + i).isEqualTo(i == 7);
    }
    assertThat(sent).contains(List.of(7));
    assertThat(sent.stream().filter(items -> items.contains(1))).hasSizeLessThanOrEqualTo(4);
  }

  @Test
  void a_store_that_is_away_is_asked_again_until_it_answers() {
    AtomicInteger asked = new AtomicInteger();
    Writer<Integer, String> writer =
        writer(
            items -> {
              if (asked.incrementAndGet() < 4) {
                throw new StoreException(StoreException.Kind.TRANSIENT, "away");
              }
              return landed(items);
            });

    assertThat(writer.write(List.of(1)).get(0).landing()).contains("landed 1");
    assertThat(asked).hasValue(4);
  }

  @Test
  void once_abandoned_a_write_that_fails_is_answered_with_its_error() {
    abandoned.set(true);
    Writer<Integer, String> writer =
        writer(
            items -> {
              throw new StoreException(StoreException.Kind.TRANSIENT, "away");
            });

    assertThat(writer.write(List.of(1, 2))).hasSize(2).allMatch(a -> a.error().isPresent());
    assertThat(sent).hasSize(1);
  }
}
