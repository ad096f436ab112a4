package dev.stint.application.engine.claim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.memory.InMemoryStores;
import dev.stint.application.spi.RegisterStore;
import dev.stint.application.spi.RegisterStore.Swap;
import dev.stint.application.spi.Stores;
import dev.stint.application.spi.WorkerRow;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The permits of one limit in the hands of two workers, on a clock that the test steps. */
class PermitTest {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final String NAME = "type:few";

  private final Stores stores = InMemoryStores.create(() -> Instant.EPOCH);
  private final WorkerId me = worker(1);
  private final WorkerId other = worker(2);
  private final Permit mine = new Permit(NAME, 4, stores);
  private final Permit theirs = new Permit(NAME, 4, stores);
  private long now = 1;

  private WorkerId worker(long number) {
    WorkerId id = new WorkerId(new UUID(number, number));
    stores.workers().register(new WorkerRow(id, "test", Duration.ofSeconds(10), Set.of()));
    return id;
  }

  private void mineTends() {
    mine.want(now);
    mine.tend(me, now);
  }

  private void theirsTend() {
    theirs.want(now);
    theirs.tend(other, now);
  }

  @Test
  void who_comes_late_gets_a_share_of_what_the_first_one_took() {
    mineTends();
    assertThat(mine.held()).isEqualTo(4);
    theirsTend();
    assertThat(theirs.held()).isZero();
    assertThat(theirs.hungry()).isFalse();

    mineTends();
    assertThat(mine.held()).isEqualTo(2);
    theirsTend();
    assertThat(theirs.held()).isEqualTo(2);
    mine.tend(me, now);
    assertThat(mine.held()).as("nobody wants more").isEqualTo(2);
  }

  @Test
  void what_is_in_use_is_not_given_away() {
    mineTends();
    for (int i = 0; i < 3; i++) {
      assertThat(mine.free()).isTrue();
      mine.start();
    }
    theirsTend();
    mine.tend(me, now);

    assertThat(mine.free()).as("over its share").isFalse();
    theirsTend();
    assertThat(theirs.held()).isEqualTo(1);
    mine.end();
    mine.tend(me, now);
    theirsTend();
    assertThat(theirs.held()).isEqualTo(2);
  }

  @Test
  void what_is_idle_for_a_second_goes_back() {
    mineTends();
    mine.tend(me, now + SECOND / 2);
    assertThat(mine.held()).isEqualTo(4);
    mine.tend(me, now + 2 * SECOND);
    assertThat(mine.held()).isZero();
  }

  @Test
  void a_worker_that_forgot_its_id_starts_nothing_and_its_old_permits_are_freed_with_it() {
    mineTends();
    mine.forget();
    assertThat(mine.free()).isFalse();
    stores.workers().retire(me);
    theirsTend();
    assertThat(theirs.held()).isEqualTo(4);
    theirs.giveBack(other);
    assertThat(stores.registers().all(Permit.KIND)).isEmpty();
    theirs.giveBack(other);
    assertThat(theirs.free()).isFalse();
  }

  @Test
  void it_asks_at_most_every_tenth_of_a_second() {
    mine.ask(me, now);
    assertThat(mine.held()).isEqualTo(4);
    mine.forget();
    mine.ask(me, now + SECOND / 20);
    assertThat(mine.held()).isZero();
    mine.ask(me, now + SECOND / 5);
    assertThat(mine.held()).isEqualTo(4);
  }

  /** The upkeep's look, which asked for none, keeps nobody who comes after it from asking. */
  @Test
  void who_wants_permits_asks_for_them_whoever_looked_a_moment_ago() {
    mine.tend(me, now);

    mine.ask(me, now);

    assertThat(mine.held()).isEqualTo(4);
  }

  @Test
  void a_change_that_came_first_is_read_again_and_one_that_never_ends_gives_nothing() {
    Permit once = new Permit(NAME, 4, meddled(1));
    once.want(now);
    once.tend(me, now);
    assertThat(once.held()).isEqualTo(4);
    once.giveBack(me);

    Permit never = new Permit(NAME, 4, meddled(Integer.MAX_VALUE));
    never.want(now);
    never.tend(me, now);
    assertThat(never.held()).isZero();
    mineTends();
    never.giveBack(me);
    assertThat(stores.registers().all(Permit.KIND)).as("not given back").isNotEmpty();
  }

  /** A task may ask for its permit while a look at the register gives that permit to others. */
  @Test
  void what_is_being_given_back_starts_nothing() {
    int[] started = {0};
    Permit[] shared = new Permit[1];
    shared[0] =
        new Permit(
            NAME,
            2,
            swapping(
                swaps -> {
                  while (shared[0].start()) {
                    started[0]++;
                  }
                  return stores.registers().swap(swaps);
                }));
    Permit late = new Permit(NAME, 2, stores);
    shared[0].want(now);
    shared[0].tend(me, now);
    IntStream.range(0, started[0]).forEach(i -> shared[0].end());
    started[0] = 0;
    late.ask(other, now);

    shared[0].want(now);
    shared[0].tend(me, now);

    late.want(now);
    late.tend(other, now);
    assertThat(started[0] + late.held()).isEqualTo(2);
  }

  /** Stores where this many swaps come too late. */
  private Stores meddled(int times) {
    int[] left = {times};
    return swapping(
        swaps -> left[0]-- > 0 ? List.of(WriteResult.STALE) : stores.registers().swap(swaps));
  }

  private Stores swapping(Function<List<Swap>, List<WriteResult>> swap) {
    RegisterStore real = stores.registers();
    RegisterStore late =
        new RegisterStore() {
          @Override
          public List<Register> all(String kind) {
            return real.all(kind);
          }

          @Override
          public Optional<Register> find(String kind, String name) {
            return real.find(kind, name);
          }

          @Override
          public List<WriteResult> swap(List<Swap> swaps) {
            return swap.apply(swaps);
          }
        };
    return new Stores(
        stores.requests(),
        stores.runs(),
        stores.chunks(),
        stores.workers(),
        stores.steering(),
        stores.queries(),
        stores.waits(),
        late);
  }

  @Test
  void a_lower_limit_is_kept_to() {
    mineTends();
    mine.limit(2);
    theirs.limit(2);
    theirsTend();
    mineTends();
    mineTends();
    assertThat(mine.held()).isLessThanOrEqualTo(2);
  }
}
