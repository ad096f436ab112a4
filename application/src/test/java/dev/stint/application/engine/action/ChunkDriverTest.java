package dev.stint.application.engine.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.Chunk;
import dev.stint.application.api.ChunkContext;
import dev.stint.application.api.ChunkedAction;
import dev.stint.application.api.FailureClassifier;
import dev.stint.application.api.LeaseLostException;
import dev.stint.application.api.PermanentFailureException;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.contract.PlainCodec;
import dev.stint.application.spi.StoreException;
import dev.stint.domain.Message;
import dev.stint.domain.OutOfBoundsException;
import dev.stint.domain.Payload;
import dev.stint.domain.SetAside;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkDriverTest {

  private final FakeScope scope = new FakeScope();
  private final PlainCodec codec = new PlainCodec();

  /** What a test does with a chunk before its items count as seen. */
  @FunctionalInterface
  interface Deed {
    void on(List<Integer> items, ChunkContext context) throws Exception;
  }

  /** Walks the numbers from 1 to {@code to}. */
  private static class Numbers implements ChunkedAction<String, Integer, Integer> {
    final List<Integer> seen = new ArrayList<>();
    final List<Integer> sizes = new ArrayList<>();
    private final int to;
    private final Deed deed;

    Numbers(int to, Deed deed) {
      this.to = to;
      this.deed = deed;
    }

    @Override
    public Class<Integer> cursorType() {
      return Integer.class;
    }

    @Override
    public Chunk<Integer, Integer> next(String arguments, Optional<Integer> after, int size) {
      int first = after.orElse(0) + 1;
      int last = Math.min(to, first + size - 1);
      return new Chunk<>(IntStream.rangeClosed(first, last).boxed().toList(), last, last == to);
    }

    @Override
    public void process(String arguments, List<Integer> items, ChunkContext context)
        throws Exception {
      sizes.add(items.size());
      deed.on(items, context);
      seen.addAll(items);
    }

    @Override
    public OptionalLong total(String arguments) {
      return OptionalLong.of(to);
    }
  }

  /** The same, in atomic chunks that write into the scope's table. */
  private static final class Atomic extends Numbers {
    Atomic(int to, Deed deed) {
      super(to, deed);
    }

    @Override
    @SuppressWarnings("unchecked")
    public void process(String arguments, List<Integer> items, ChunkContext context)
        throws Exception {
      context.transaction(List.class).addAll(items);
      super.process(arguments, items, context);
    }

    @Override
    public boolean atomic() {
      return true;
    }
  }

  private static Deed failing(Set<Integer> bad) {
    return (items, context) -> {
      for (Integer item : items) {
        if (bad.contains(item)) {
          throw new IllegalArgumentException("bad " + item);
        }
      }
    };
  }

  private StepOutcome drive(Numbers numbers) throws Exception {
    return drive(numbers, ActionDefinition.of("walk", numbers));
  }

  private StepOutcome drive(Numbers numbers, ActionDefinition<String> definition) throws Exception {
    return new ChunkDriver<>(definition, numbers, codec, FailureClassifier.DEFAULT)
        .execute("", scope);
  }

  private ChunkCursor durable() {
    return (ChunkCursor) codec.decode(scope.durable, ChunkCursor.class);
  }

  private static List<Integer> upTo(int last) {
    return IntStream.rangeClosed(1, last).boxed().toList();
  }

  @Test
  void every_item_is_processed_once_and_the_progress_is_told() throws Exception {
    Numbers numbers = new Numbers(1_000, failing(Set.of()));

    assertThat(drive(numbers)).isEqualTo(StepOutcome.done());

    assertThat(numbers.seen).isEqualTo(upTo(1_000));
    assertThat(scope.progress.done()).isEqualTo(1_000);
    assertThat(scope.progress.total()).isEqualTo(1_000);
  }

  @Test
  void items_are_counted_once_a_task_and_not_before_the_first_commit() throws Exception {
    List<Integer> seenWhenCounted = new ArrayList<>();
    Numbers numbers =
        new Numbers(1_000, failing(Set.of())) {
          @Override
          public OptionalLong total(String arguments) {
            seenWhenCounted.add(seen.size());
            return OptionalLong.of(1_000);
          }
        };
    scope.yieldAfter = 3;

    assertThat(drive(numbers)).isEqualTo(StepOutcome.yielded());
    scope.yieldAfter = Integer.MAX_VALUE;
    assertThat(drive(numbers)).isEqualTo(StepOutcome.done());

    assertThat(seenWhenCounted).hasSize(1).allMatch(seen -> seen > 0);
    assertThat(scope.progress.total()).isEqualTo(1_000);
  }

  @Test
  void nothing_to_walk_is_done_at_once() throws Exception {
    assertThat(drive(new Numbers(0, failing(Set.of())))).isEqualTo(StepOutcome.done());
    assertThat(scope.checkpoints).isZero();
  }

  @Test
  void a_yield_keeps_the_checkpoint_and_the_next_stint_goes_on_with_its_counts() throws Exception {
    scope.yieldAfter = 3;
    Numbers first = new Numbers(1_000, failing(Set.of(10)));
    assertThat(drive(first)).isEqualTo(StepOutcome.yielded());
    ChunkCursor left = durable();
    scope.yieldAfter = Integer.MAX_VALUE;
    Numbers second = new Numbers(1_000, failing(Set.of(10)));

    assertThat(drive(second)).isEqualTo(StepOutcome.done());

    assertThat(second.seen.get(0)).isEqualTo(Integer.parseInt(left.at()) + 1);
    assertThat(first.seen.size() + second.seen.size()).isEqualTo(999);
    assertThat(durable().processed()).isEqualTo(1_000);
    assertThat(durable().setAside()).isEqualTo(1);
  }

  @Test
  void a_stint_without_time_touches_nothing() throws Exception {
    scope.yieldAfter = 0;
    Numbers numbers = new Numbers(10, failing(Set.of()));

    assertThat(drive(numbers)).isEqualTo(StepOutcome.yielded());
    assertThat(numbers.sizes).isEmpty();
  }

  @Test
  void failing_items_first_middle_and_last_are_set_aside_and_the_rest_is_done() throws Exception {
    Numbers numbers = new Numbers(200, failing(Set.of(1, 100, 101, 200)));

    assertThat(drive(numbers)).isEqualTo(StepOutcome.done());

    assertThat(numbers.seen).hasSize(196).doesNotHaveDuplicates();
    assertThat(scope.durableAside)
        .extracting(SetAside::item, SetAside::reason)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("1", "bad 1"),
            org.assertj.core.groups.Tuple.tuple("100", "bad 100"),
            org.assertj.core.groups.Tuple.tuple("101", "bad 101"),
            org.assertj.core.groups.Tuple.tuple("200", "bad 200"));
  }

  @Test
  void an_atomic_chunk_that_fails_is_halved_until_its_item_stands_alone() throws Exception {
    Atomic numbers = new Atomic(64, failing(Set.of(1)));

    drive(numbers);

    assertThat(numbers.sizes).startsWith(64, 32, 16, 8, 4, 2, 1, 1, 2, 4);
  }

  /** Sends each item at once, so that what was sent before an item fails stays sent. */
  private static final class Mails extends Numbers {
    final List<Integer> alone = new ArrayList<>();
    private final int bad;

    Mails(int to, int bad) {
      super(to, (items, context) -> {});
      this.bad = bad;
    }

    @Override
    public void process(String arguments, List<Integer> items, ChunkContext context) {
      sizes.add(items.size());
      for (int item : items) {
        if (item == bad) {
          throw new IllegalStateException("mailbox unknown " + item);
        }
        seen.add(item);
      }
    }

    @Override
    public void processOne(String arguments, Integer item, ChunkContext context) {
      alone.add(item);
      process(arguments, List.of(item), context);
    }

    long times(int item) {
      return seen.stream().filter(i -> i == item).count();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 32, 40, 64, 100, 200})
  void good_neighbours_of_a_bad_item_are_sent_once_and_those_before_it_at_most_twice(int bad)
      throws Exception {
    Mails mails = new Mails(200, bad);

    assertThat(drive(mails)).isEqualTo(StepOutcome.done());

    for (int item = 1; item <= 200; item++) {
      assertThat(mails.times(item)).as("item %s", item).isBetween(item == bad ? 0L : 1L, 2L);
      assertThat(item < bad || mails.times(item) <= 1).as("item %s", item).isTrue();
    }
    assertThat(scope.durableAside).extracting(SetAside::item).containsExactly("" + bad);
    assertThat(scope.durableMessages)
        .singleElement()
        .asString()
        .contains("one by one", "mailbox unknown " + bad);
    assertThat(mails.alone).contains(bad).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void items_taken_one_by_one_stay_so_over_a_yield_and_then_chunks_are_as_large_as_before()
      throws Exception {
    Mails first = new Mails(500, 60);
    scope.yieldAfter = 11;
    assertThat(drive(first)).isEqualTo(StepOutcome.yielded());
    scope.yieldAfter = Integer.MAX_VALUE;
    Mails second = new Mails(500, 60);

    assertThat(drive(second)).isEqualTo(StepOutcome.done());

    assertThat(first.alone).hasSize(10);
    assertThat(second.alone).first().isEqualTo(11);
    assertThat(second.alone).last().isEqualTo(64);
    assertThat(second.sizes.subList(54, 56)).containsExactly(64, 128);
    assertThat(second.seen).doesNotHaveDuplicates().hasSize(489);
  }

  @Test
  void where_no_item_may_be_set_aside_the_bad_one_fails_the_attempt_and_what_was_done_stays() {
    Mails mails = new Mails(64, 20);
    ActionDefinition<String> strict =
        ActionDefinition.<String>of("walk", mails).maxSetAside(ActionDefinition.NO_SET_ASIDE);

    assertThatThrownBy(() -> drive(mails, strict)).hasMessage("mailbox unknown 20");
    assertThat(durable().at()).isEqualTo("19");
    assertThatThrownBy(() -> drive(mails, strict)).hasMessage("mailbox unknown 20");
    assertThat(mails.times(19)).isEqualTo(2);
  }

  /** Ends the process in any chunk of more items, as a halt does: nothing of it stays. */
  private static final class Halt extends Error {
    private static final long serialVersionUID = 1;
  }

  private List<Integer> crashing(int to, int most, ActionDefinition<String> definition)
      throws Exception {
    List<Integer> sizes = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      Numbers numbers =
          new Numbers(
              to,
              (items, context) -> {
                if (items.size() > most) {
                  throw new Halt();
                }
              });
      try {
        StepOutcome outcome =
            new ChunkDriver<>(definition, numbers, codec, FailureClassifier.DEFAULT)
                .execute("", scope);
        sizes.addAll(numbers.sizes);
        assertThat(outcome).isEqualTo(StepOutcome.done());
        return sizes;
      } catch (Halt e) {
        sizes.addAll(numbers.sizes);
        scope.crashed = true;
      }
    }
    return sizes;
  }

  private static ActionDefinition<String> walk() {
    return ActionDefinition.of("walk", new Numbers(0, (items, context) -> {}));
  }

  @Test
  void a_chunk_that_ends_its_process_is_halved_and_does_not_grow_as_large_again() throws Exception {
    assertThat(crashing(200, 16, walk())).startsWith(64, 32, 16, 16, 16).endsWith(8);
    assertThat(durable().processed()).isEqualTo(200);
    assertThat(scope.durableAside).isEmpty();
  }

  @Test
  void one_crash_halves_and_grows_again() throws Exception {
    Numbers numbers = new Numbers(500, failing(Set.of()));
    scope.crashed = true;

    drive(numbers);

    assertThat(numbers.sizes).startsWith(32, 64, 128);
    assertThat(scope.narrowed).isOne();
  }

  /** As a process that is killed from outside: by a deployment, say. */
  @Test
  void a_process_that_ends_again_and_again_at_no_certain_size_leaves_chunks_to_grow()
      throws Exception {
    for (int end = 1; end <= 20; end++) {
      int last = end * 1_000;
      Numbers numbers =
          new Numbers(
              50_000,
              (items, context) -> {
                if (items.contains(last)) {
                  throw new Halt();
                }
              });
      try {
        drive(numbers);
      } catch (Halt e) {
        scope.crashed = true;
      }
    }

    Numbers rest = new Numbers(50_000, failing(Set.of()));
    drive(rest);

    assertThat(rest.sizes).contains(1_024);
  }

  @Test
  void one_item_that_ends_its_process_leaves_the_chunks_after_it_to_grow() throws Exception {
    List<Integer> sizes = new ArrayList<>();
    boolean over = false;
    while (!over) {
      Numbers numbers =
          new Numbers(
              5_000,
              (items, context) -> {
                if (items.contains(5)) {
                  throw new Halt();
                }
              });
      try {
        drive(numbers);
        over = true;
      } catch (Halt e) {
        scope.crashed = true;
      }
      sizes = numbers.sizes;
    }

    assertThat(scope.durableAside).extracting(SetAside::item).containsExactly("5");
    assertThat(sizes).contains(1_024);
  }

  @Test
  void an_item_that_ends_its_process_alone_is_set_aside() throws Exception {
    List<Integer> sizes = crashing(3, 0, walk());

    assertThat(sizes).startsWith(3, 1);
    assertThat(scope.durableAside).extracting(SetAside::item).containsExactly("1", "2", "3");
    assertThat(scope.durableAside.get(0).reason()).contains("the process ended");
  }

  @Test
  void an_item_that_ends_its_process_fails_the_action_where_none_is_set_aside() {
    assertThatThrownBy(() -> crashing(3, 0, walk().maxSetAside(ActionDefinition.NO_SET_ASIDE)))
        .isInstanceOf(PermanentFailureException.class)
        .hasMessageContaining("the process ended each time while this item was done: 1");
  }

  @Test
  void a_cursor_that_no_store_keeps_is_refused_before_its_chunk_is_processed() {
    ChunkedAction<String, Integer, String> wordy =
        new ChunkedAction<>() {
          @Override
          public Class<String> cursorType() {
            return String.class;
          }

          @Override
          public Chunk<Integer, String> next(String args, Optional<String> after, int size) {
            return new Chunk<>(List.of(1), "c".repeat(1 << 20) + "c", true);
          }

          @Override
          public void process(String args, List<Integer> items, ChunkContext context) {
            scope.table.addAll(items);
          }
        };
    ActionDefinition<String> definition = ActionDefinition.of("walk", wordy);

    assertThatThrownBy(
            () ->
                new ChunkDriver<>(definition, wordy, codec, FailureClassifier.DEFAULT)
                    .execute("", scope))
        .isInstanceOf(OutOfBoundsException.class)
        .hasMessage("the cursor has 1048577 bytes; at most 1048576 are allowed");
    assertThat(scope.table).isEmpty();
    assertThat(scope.durableAside).isEmpty();
  }

  @Test
  void an_item_whose_own_words_throw_is_set_aside_all_the_same() throws Exception {
    Numbers numbers =
        new Numbers(2, failing(Set.of(2))) {
          @Override
          public String nameOf(Integer item) {
            throw new IllegalStateException("no name today");
          }
        };

    assertThat(drive(numbers)).isEqualTo(StepOutcome.done());
    assertThat(scope.durableAside).extracting(SetAside::item).containsExactly("item #1");
  }

  @Test
  void at_the_limit_the_work_goes_on_and_past_it_fails_permanently_naming_the_first()
      throws Exception {
    Numbers two = new Numbers(50, failing(Set.of(7, 9)));
    assertThat(drive(two, ActionDefinition.of("walk", two).maxSetAside(2)))
        .isEqualTo(StepOutcome.done());
    FakeScope fresh = new FakeScope();
    Numbers three = new Numbers(50, failing(Set.of(7, 9, 11)));
    ActionDefinition<String> definition = ActionDefinition.of("walk", three).maxSetAside(2);
    ChunkDriver<String, Integer, Integer> driver =
        new ChunkDriver<>(definition, three, codec, FailureClassifier.DEFAULT);

    assertThatThrownBy(() -> driver.execute("", fresh))
        .isExactlyInstanceOf(PermanentFailureException.class)
        .hasMessage("more than 2 items failed; the first were 7: bad 7; 9: bad 9; 11: bad 11");
    assertThat(three.seen).contains(1, 2, 3, 4, 5, 6, 8, 10);
  }

  @Test
  void one_percent_of_a_long_walk_may_fail() throws Exception {
    Set<Integer> bad = Set.of(1_000, 2_000, 3_000, 4_000);
    Numbers numbers = new Numbers(5_000, failing(bad));

    assertThat(drive(numbers, ActionDefinition.of("walk", numbers).maxSetAside(0)))
        .isEqualTo(StepOutcome.done());
    assertThat(scope.durableAside).hasSize(4);
  }

  @Test
  void an_item_set_aside_by_hand_is_kept_once_though_its_chunk_had_to_be_halved() throws Exception {
    Numbers numbers =
        new Numbers(
            64,
            (items, context) -> {
              if (items.contains(3)) {
                context.setAside("three", "3", "odd");
                context.message(Message.Level.WARNING, "three is odd");
              }
              failing(Set.of(20)).on(items, context);
            });

    drive(numbers);

    assertThat(scope.durableAside).extracting(SetAside::item).containsExactly("three", "20");
    assertThat(scope.durableMessages).filteredOn("three is odd"::equals).hasSize(1);
    assertThat(durable().setAside()).isEqualTo(2);
  }

  @Test
  void too_many_items_set_aside_by_hand_fail_permanently_without_halving() {
    Numbers numbers =
        new Numbers(64, (items, context) -> items.forEach(i -> context.setAside("" + i, "", "x")));

    assertThatThrownBy(() -> drive(numbers, ActionDefinition.of("walk", numbers).maxSetAside(5)))
        .isExactlyInstanceOf(PermanentFailureException.class)
        .hasMessageStartingWith("more than 5 items failed; the first were 1: x; 2: x");
    assertThat(numbers.sizes).containsExactly(64);
  }

  @Test
  void an_item_whose_name_no_store_could_hold_is_set_aside_under_one_that_fits() throws Exception {
    List<String> names = List.of("a\tb", " ", "n".repeat(300));
    Numbers numbers =
        new Numbers(3, failing(Set.of(1, 2, 3))) {
          @Override
          public String nameOf(Integer item) {
            return names.get(item - 1);
          }
        };

    assertThat(drive(numbers)).isEqualTo(StepOutcome.done());
    assertThat(scope.durableAside)
        .extracting(SetAside::item)
        .containsExactly("a b #1", "item #2", "n".repeat(197) + " #3");
  }

  @Test
  void an_atomic_chunk_that_fails_leaves_nothing_of_itself() throws Exception {
    Atomic atomic = new Atomic(100, failing(Set.of(50)));

    assertThat(drive(atomic)).isEqualTo(StepOutcome.done());

    assertThat(scope.table).hasSize(99).doesNotHaveDuplicates().doesNotContain(50);
    assertThat(scope.durableAside).extracting(SetAside::item).containsExactly("50");
  }

  @Test
  void a_chunk_that_lost_against_another_transaction_is_repeated_whole() throws Exception {
    scope.conflicts = 2;
    Atomic atomic = new Atomic(10, failing(Set.of()));

    assertThat(drive(atomic)).isEqualTo(StepOutcome.done());

    assertThat(atomic.sizes).containsExactly(10, 10, 10);
    assertThat(scope.table).isEqualTo(upTo(10));
    assertThat(scope.durableAside).isEmpty();
  }

  @Test
  void a_chunk_that_loses_again_and_again_fails_the_attempt_and_halves_nothing() {
    scope.conflicts = 100;
    Atomic atomic = new Atomic(10, failing(Set.of()));

    assertThatThrownBy(() -> drive(atomic)).isInstanceOf(StoreException.class);
    assertThat(atomic.sizes).containsExactly(10, 10, 10, 10, 10);
    assertThat(scope.table).isEmpty();
  }

  @Test
  void a_chunk_that_lost_when_time_was_up_yields_and_costs_no_attempt() throws Exception {
    scope.conflicts = 1;
    Atomic atomic = new Atomic(10, (items, context) -> scope.yieldAfter = 0);

    assertThat(drive(atomic)).isEqualTo(StepOutcome.yielded());
    assertThat(scope.durable.isNone()).isTrue();
  }

  @Test
  void temporary_errors_fail_the_attempt_and_halve_nothing() {
    Numbers numbers =
        new Numbers(
            10,
            (items, context) -> {
              throw new IOException("line down");
            });

    assertThatThrownBy(() -> drive(numbers)).isInstanceOf(IOException.class);
    assertThat(numbers.sizes).containsExactly(10);
    assertThat(scope.durableAside).isEmpty();
  }

  @Test
  void errors_of_the_store_and_a_lost_lease_are_no_items_fault() {
    for (RuntimeException error :
        List.of(
            new StoreException(StoreException.Kind.PERMANENT, "no table"),
            new StoreException(StoreException.Kind.TRANSIENT, "away"),
            new LeaseLostException(scope.task()))) {
      Numbers numbers =
          new Numbers(
              10,
              (items, context) -> {
                throw error;
              });

      assertThatThrownBy(() -> drive(numbers)).isSameAs(error);
      assertThat(numbers.sizes).containsExactly(10);
    }
  }

  @Test
  void an_action_that_answers_more_items_than_asked_for_fails_with_its_own_error() {
    Numbers numbers =
        new Numbers(100, failing(Set.of(1))) {
          @Override
          public Chunk<Integer, Integer> next(String arguments, Optional<Integer> after, int size) {
            return super.next(arguments, after, 10);
          }
        };

    assertThatThrownBy(() -> drive(numbers)).hasMessage("bad 1");
    assertThat(scope.durableAside).isEmpty();
    assertThat(scope.messages)
        .last()
        .asString()
        .isEqualTo(
            "next() returned 10 items where 1 were asked for, so that none of them can be found to"
                + " blame: bad 1");
  }

  /** Answers whatever a test wants. */
  private static Numbers answering(Chunk<Integer, Integer> chunk) {
    return new Numbers(100_000, failing(Set.of())) {
      @Override
      public Chunk<Integer, Integer> next(String arguments, Optional<Integer> after, int size) {
        return chunk;
      }
    };
  }

  /** Seen to fail without the bound: all of them were processed at once. */
  @Test
  void more_items_than_any_chunk_has_fail_the_attempt_and_none_is_processed() throws Exception {
    Numbers all = answering(new Chunk<>(upTo(100_000), 100_000, true));

    assertThatThrownBy(() -> drive(all))
        .hasMessage(
            "next() returned 100000 items where 64 were asked for; at most 10000 are processed"
                + " together");
    assertThat(all.sizes).isEmpty();
    assertThat(drive(answering(new Chunk<>(upTo(10_000), 10_000, true))))
        .isEqualTo(StepOutcome.done());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_null_cursor_is_refused_before_its_items_are_processed(boolean last) {
    Numbers nowhere = answering(new Chunk<>(upTo(3), none(), last));

    assertThatThrownBy(() -> drive(nowhere))
        .hasMessage(
            "next() returned a Chunk whose cursor is null; only one without items and 'last' needs"
                + " none");
    assertThat(nowhere.sizes).isEmpty();
  }

  @Test
  void the_end_needs_no_cursor() throws Exception {
    assertThat(drive(answering(new Chunk<>(List.of(), none(), true))))
        .isEqualTo(StepOutcome.done());
    assertThatThrownBy(() -> drive(answering(new Chunk<>(List.of(), none(), false))))
        .hasMessageContaining("whose cursor is null");
  }

  @Test
  void a_chunk_of_nothing_says_which_part_of_it_is_null() {
    assertThatThrownBy(() -> new Chunk<>(none(), 1, true))
        .hasMessage("the items of a chunk are null; it may have none");
    assertThatThrownBy(() -> new Chunk<>(Arrays.asList(1, null), 2, true))
        .hasMessage("an item of a chunk is null");
  }

  @SuppressWarnings("NullAway") // what a host without the checker writes
  private static <T> T none() {
    @Nullable T nothing = null;
    return nothing;
  }

  /** Finds what is not done yet, as many hosts do, so that its cursor never changes. */
  private static final class Undone extends Numbers {
    private final List<Integer> aside;

    Undone(int to, Deed deed, List<Integer> aside) {
      super(to, deed);
      this.aside = aside;
    }

    @Override
    public Chunk<Integer, Integer> next(String arguments, Optional<Integer> after, int size) {
      List<Integer> left =
          upTo(100).stream().filter(i -> !seen.contains(i) && !aside.contains(i)).toList();
      int items = Math.min(size, left.size());
      return new Chunk<>(left.subList(0, items), 0, items == left.size());
    }

    @Override
    public String nameOf(Integer item) {
      aside.add(item);
      return super.nameOf(item);
    }
  }

  /** Seen to fail where the cursor told whether the last chunk passed: the rest of it was lost. */
  @Test
  void a_last_chunk_that_fails_is_done_again_though_its_cursor_stands_still() throws Exception {
    Undone undone = new Undone(100, failing(Set.of(80)), new ArrayList<>());

    assertThat(drive(undone)).isEqualTo(StepOutcome.done());

    assertThat(undone.seen).hasSize(99).doesNotHaveDuplicates().doesNotContain(80);
    assertThat(scope.durableAside).extracting(SetAside::item).containsExactly("80");
  }

  @Test
  void quick_chunks_grow_and_slow_ones_shrink() throws Exception {
    Numbers quick = new Numbers(100_000, failing(Set.of()));
    drive(quick);
    assertThat(quick.sizes).startsWith(64, 128, 256).contains(10_000);
    assertThat(quick.sizes).allMatch(size -> size <= 10_000);
    scope.durable = Payload.NONE;
    Numbers slow =
        new Numbers(200, (items, context) -> scope.time = scope.time.plus(Duration.ofSeconds(1)));
    drive(slow);
    assertThat(slow.sizes).startsWith(64, 32, 16, 8, 4, 2, 1, 1);
  }

  @Test
  void a_transaction_is_refused_where_the_action_is_not_atomic() throws Exception {
    Numbers numbers = new Numbers(1, (items, context) -> context.transaction(List.class));

    drive(numbers);

    assertThat(scope.durableAside)
        .singleElement()
        .satisfies(s -> assertThat(s.reason()).contains("not atomic()"));
  }
}
