package dev.stint.application.engine.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.Chunk;
import dev.stint.application.api.ChunkContext;
import dev.stint.application.api.FailureClassifier;
import dev.stint.application.api.ReplayableAction;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.contract.PlainCodec;
import dev.stint.application.spi.StoreException;
import dev.stint.domain.Payload;
import dev.stint.domain.SetAside;
import dev.stint.domain.life.Entry;
import dev.stint.domain.life.Replay;
import dev.stint.domain.life.TaskStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReplayDriverTest {

  private final FakeScope scope = new FakeScope();
  private final PlainCodec codec = new PlainCodec();
  private final List<Integer> done = new ArrayList<>();
  private Set<Integer> bad = Set.of();
  private Set<Integer> gone = Set.of();
  private Set<Integer> byHand = Set.of();
  private boolean away;
  private boolean atomic;

  private final class Push implements ReplayableAction<String, Integer, Integer> {
    @Override
    public Class<Integer> cursorType() {
      return Integer.class;
    }

    @Override
    public Chunk<Integer, Integer> next(String arguments, Optional<Integer> after, int size) {
      throw new IllegalStateException("a replay reads no further");
    }

    @Override
    public void process(String arguments, List<Integer> items, ChunkContext context)
        throws IOException {
      Integer item = items.get(0);
      if (away) {
        throw new IOException("the shop is away");
      }
      if (bad.contains(item)) {
        throw new IllegalArgumentException("still bad");
      }
      if (byHand.contains(item)) {
        context.setAside("" + item, "by hand", "refused");
      } else {
        done.add(item);
      }
    }

    @Override
    public Optional<Integer> again(String arguments, SetAside aside) {
      return Optional.of(Integer.valueOf(aside.item())).filter(i -> !gone.contains(i));
    }

    @Override
    public boolean atomic() {
      return atomic;
    }
  }

  @BeforeEach
  void setAside() {
    for (int i = 1; i <= 5; i++) {
      scope.durableAside.add(new SetAside("" + i, Payload.of("content"), "bad " + i));
    }
    wanted(List.of("1", "3", "5"));
  }

  private void wanted(List<String> items) {
    long count = items.isEmpty() ? scope.durableAside.size() : items.size();
    Replay.Then then = new Replay.Then(TaskStatus.SUCCEEDED, 1, Entry.START, Payload.NONE, false);
    scope.durable =
        new Replay(
                new Replay.Wanted(Optional.of("ann"), count, items),
                then,
                new Replay.Reached(0, 0, 0, 0, false))
            .cursor();
  }

  private StepOutcome drive() throws Exception {
    Push push = new Push();
    return new ReplayDriver<>(
            ActionDefinition.of("push", push),
            push,
            FailureClassifier.byType().temporary(IOException.class),
            new ReplayCounts(codec))
        .execute("", scope);
  }

  private List<String> left() {
    return scope.durableAside.stream().map(a -> a.item() + " " + a.reason()).toList();
  }

  private Replay.Reached reached() {
    return Replay.of(scope.durable).orElseThrow().reached();
  }

  @Test
  void does_what_was_asked_for_and_leaves_the_rest() throws Exception {
    assertThat(drive()).isEqualTo(StepOutcome.done());

    assertThat(done).containsExactly(1, 3, 5);
    assertThat(left()).containsExactly("2 bad 2", "4 bad 4");
    assertThat(scope.durableMessages).contains("replays 3 items set aside, as ann asked");
    assertThat(scope.messages).containsExactly("replayed 3 items");
  }

  @Test
  void what_fails_again_or_is_gone_stays_with_its_new_error() throws Exception {
    bad = Set.of(1);
    gone = Set.of(3);
    byHand = Set.of(5);

    drive();

    assertThat(done).isEmpty();
    assertThat(left()).containsExactly("1 still bad", "2 bad 2", "3 bad 3", "4 bad 4", "5 refused");
    assertThat(scope.messages)
        .containsExactly("replayed 0 items; 2 failed again; 1 could not be read again");
  }

  @Test
  void one_alone_is_an_item() throws Exception {
    wanted(List.of("2"));

    drive();

    assertThat(scope.durableMessages).contains("replays 1 item set aside, as ann asked");
    assertThat(scope.messages).containsExactly("replayed 1 item");
  }

  @Test
  void yields_between_two_items_and_goes_on_from_there() throws Exception {
    scope.yieldAfter = 1;

    assertThat(drive()).isEqualTo(StepOutcome.yielded());
    assertThat(done).containsExactly(1);
    scope.yieldAfter = Integer.MAX_VALUE;
    drive();

    assertThat(done).containsExactly(1, 3, 5);
    assertThat(left()).containsExactly("2 bad 2", "4 bad 4");
  }

  @Test
  void what_will_pass_keeps_no_item_back() {
    away = true;

    assertThatThrownBy(this::drive).isInstanceOf(IOException.class);
    assertThat(left()).hasSize(5).contains("1 bad 1");
  }

  @Test
  void an_item_whose_process_died_twice_is_left_aside() throws Exception {
    scope.crashed = true;
    away = true;
    assertThatThrownBy(this::drive).isInstanceOf(IOException.class);
    assertThat(reached().ahead()).isTrue();

    away = false;
    drive();

    assertThat(done).containsExactly(3, 5);
    assertThat(left())
        .first()
        .isEqualTo("1 the process ended each time while this item was done again");
  }

  @Test
  void atomic_items_commit_one_by_one_and_again_after_a_conflict() throws Exception {
    atomic = true;
    bad = Set.of(3);
    scope.conflicts = 2;

    drive();

    assertThat(done).containsExactly(1, 1, 1, 5);
    assertThat(left()).containsExactly("2 bad 2", "3 still bad", "4 bad 4");
  }

  @Test
  void a_conflict_that_stays_ends_the_stint() {
    atomic = true;
    scope.conflicts = 10;
    scope.repeats = 1;

    assertThatThrownBy(this::drive).isInstanceOf(StoreException.class);
    assertThat(left()).hasSize(5);
  }

  @Test
  void a_conflict_ends_with_the_time_of_the_stint() throws Exception {
    atomic = true;
    scope.conflicts = 1;
    scope.yieldAfter = 0;
    wanted(List.of());

    assertThat(drive()).isEqualTo(StepOutcome.yielded());
    assertThat(left()).hasSize(5);
  }
}
