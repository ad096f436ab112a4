package dev.stint.application.engine.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.extend.TaskObserver;
import dev.stint.application.spi.StoreException;
import dev.stint.domain.WriteBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WriterTest {

  private final AtomicBoolean abandoned = new AtomicBoolean();
  private final AtomicBoolean reached = new AtomicBoolean();
  private int mib;
  private final List<List<Integer>> sent = new ArrayList<>();

  private Writer<Integer, String> writer(Function<List<Integer>, List<String>> store) {
    return new Writer<>(
        "write",
        items -> {
          sent.add(List.copyOf(items));
          return store.apply(items);
        },
        items -> WriteBatch.cut(items, i -> i * mib * 1024L * 1024),
        TaskObserver.NONE,
        abandoned::get,
        reached::get);
  }

  private static List<String> landed(List<Integer> items) {
    return items.stream().map(i -> "landed " + i).toList();
  }

  @Test
  void a_batch_is_cut_by_the_bytes_of_its_items() {
    mib = 1;
    List<Writer.Answer<String>> answers =
        writer(WriterTest::landed).write(List.of(0, 1, 3, 1, 2, 9, 0, 0));

    assertThat(answers.stream().map(Writer.Answer::orThrow).toList())
        .isEqualTo(landed(List.of(0, 1, 3, 1, 2, 9, 0, 0)));
    assertThat(sent).containsExactly(List.of(0, 1, 3), List.of(1, 2), List.of(9), List.of(0, 0));
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

  /** Seen to fail where it was the fault of what was written: all of them were given up. */
  @Test
  void what_is_denied_is_tried_again_until_the_right_is_back() {
    AtomicInteger asked = new AtomicInteger();
    Writer<Integer, String> writer =
        writer(
            items -> {
              if (asked.incrementAndGet() <= 5) {
                throw new StoreException(StoreException.Kind.DENIED, "permission denied");
              }
              return landed(items);
            });

    List<Writer.Answer<String>> answers = writer.write(List.of(1, 2, 3));

    assertThat(answers.stream().map(Writer.Answer::orThrow).toList())
        .isEqualTo(landed(List.of(1, 2, 3)));
    assertThat(sent.get(0)).isEqualTo(List.of(1, 2, 3));
  }

  @Test
  void what_alone_is_denied_does_not_hold_up_others_for_good() {
    reached.set(true);
    Writer<Integer, String> writer =
        writer(
            items -> {
              if (items.contains(2)) {
                throw new StoreException(StoreException.Kind.DENIED, "row-level security");
              }
              return landed(items);
            });

    List<Writer.Answer<String>> answers = writer.write(List.of(1, 2, 3));

    assertThat(answers.get(0).orThrow()).isEqualTo("landed 1");
    assertThat(answers.get(1).error().map(StoreException::isDenied)).contains(true);
    assertThat(answers.get(2).orThrow()).isEqualTo("landed 3");
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

  /** NPE, Error and answers that are too few: nothing that a driver does ends or skips a write. */
  @ParameterizedTest
  @MethodSource("throwables")
  void what_a_driver_throws_counts_as_an_error_that_may_pass(Throwable thrown) {
    AtomicInteger asked = new AtomicInteger();
    List<Boolean> passing = new ArrayList<>();
    Writer<Integer, String> writer =
        new Writer<>(
            "write",
            items -> {
              if (asked.incrementAndGet() < 3) {
                throw WriterTest.<RuntimeException>sneaky(thrown);
              }
              return landed(items);
            },
            new TaskObserver() {
              @Override
              public void storeFailed(String verb, boolean passes) {
                passing.add(passes);
              }
            },
            abandoned::get);

    assertThat(writer.write(List.of(1)).get(0).landing()).contains("landed 1");
    assertThat(passing).containsExactly(true, true);
  }

  private static Stream<Throwable> throwables() {
    return Stream.of(
        new NullPointerException(),
        new IllegalStateException("closed"),
        new OutOfMemoryError("told to"),
        new Hostile());
  }

  /** Cannot even be told. */
  private static final class Hostile extends Error {
    private static final long serialVersionUID = 1;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no message");
    }

    @Override
    public String toString() {
      throw new IllegalStateException("no words");
    }
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> E sneaky(Throwable error) throws E {
    throw (E) error;
  }

  @Test
  void fewer_answers_than_items_are_none() {
    AtomicInteger asked = new AtomicInteger();
    Writer<Integer, String> writer =
        writer(items -> asked.incrementAndGet() == 1 ? List.of("one") : landed(items));

    assertThat(writer.write(List.of(1, 2)).get(1).landing()).contains("landed 2");
    assertThat(asked).hasValue(2);
  }

  /** Pools refuse an interrupted thread, and a park returns at once: a circle otherwise. */
  @Test
  void an_interrupted_thread_writes_as_any_other_and_is_interrupted_afterwards() {
    List<Boolean> flags = new ArrayList<>();
    Writer<Integer, String> writer =
        writer(
            items -> {
              flags.add(Thread.currentThread().isInterrupted());
              if (flags.size() == 1) {
                Thread.currentThread().interrupt();
                throw new StoreException(StoreException.Kind.TRANSIENT, "interrupted");
              }
              return landed(items);
            });
    Thread.currentThread().interrupt();

    assertThat(writer.write(List.of(1)).get(0).landing()).isPresent();

    assertThat(flags).containsExactly(false, false);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void a_batch_that_goes_on_failing_in_a_passing_way_is_split_until_the_bad_one_stands_alone() {
    reached.set(true);
    Writer<Integer, String> writer =
        writer(
            items -> {
              if (items.contains(3)) {
                throw new StoreException(StoreException.Kind.TRANSIENT, "connection closed");
              }
              return landed(items);
            });

    List<Writer.Answer<String>> answers = writer.write(List.of(1, 2, 3, 4));

    assertThat(answers)
        .extracting(a -> a.landing().isPresent())
        .containsExactly(true, true, false, true);
    assertThat(answers.get(2).error()).isPresent();
    assertThat(sent.stream().filter(List.of(3)::equals)).hasSize(Writer.ALONE);
  }

  @Test
  void an_item_alone_is_tried_on_while_the_store_takes_no_other_write() {
    AtomicInteger asked = new AtomicInteger();
    Writer<Integer, String> writer =
        writer(
            items -> {
              if (asked.incrementAndGet() < Writer.ALONE + 2) {
                throw new StoreException(StoreException.Kind.TRANSIENT, "away");
              }
              return landed(items);
            });

    assertThat(writer.write(List.of(1)).get(0).landing()).contains("landed 1");
  }

  @Test
  void an_error_that_an_interrupt_brought_is_a_passing_one() {
    AtomicInteger asked = new AtomicInteger();
    Writer<Integer, String> writer =
        writer(
            items -> {
              if (asked.incrementAndGet() == 1) {
                throw new StoreException(
                    StoreException.Kind.PERMANENT, "pool", new InterruptedException());
              }
              return landed(items);
            });

    assertThat(writer.write(List.of(1)).get(0).landing()).contains("landed 1");
  }
}
