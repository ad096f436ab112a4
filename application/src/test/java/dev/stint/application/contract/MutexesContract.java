package dev.stint.application.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.application.spi.Mutexes;
import dev.stint.application.spi.Mutexes.Hold;
import dev.stint.domain.Fence;
import dev.stint.domain.OutOfBoundsException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who holds a mutex, how long, and that its fence only grows. */
public abstract class MutexesContract {

  private static final Duration HOLD = Duration.ofSeconds(10);
  private static final Duration INSTANT = Duration.ofMillis(1);
  private static final int RACERS = 4;

  private StoreFixture fixture = StoreFixture.NONE;
  private Mutexes mutexes = StoreFixture.NONE.mutexes();

  /** A fresh, empty store. */
  protected abstract StoreFixture open() throws Exception;

  @BeforeEach
  public void begin() throws Exception {
    fixture = open();
    mutexes = fixture.mutexes();
  }

  @AfterEach
  public void end() {
    fixture.close();
  }

  private Hold acquire() {
    return mutexes.tryAcquire("import", HOLD).orElseThrow();
  }

  private Optional<Hold> tried() {
    return mutexes.tryAcquire("import", HOLD);
  }

  @Test
  void a_mutex_has_one_holder_and_others_do_not_wait() {
    acquire();

    assertThat(tried()).isEmpty();
  }

  @Test
  void mutexes_of_other_names_are_apart() {
    acquire();

    assertThat(mutexes.tryAcquire("Import", HOLD)).isPresent();
    assertThat(tried()).isEmpty();
  }

  @Test
  void a_mutex_given_back_is_free_and_its_fence_goes_on_growing() {
    Hold first = acquire();
    first.close();
    Hold second = acquire();
    second.close();
    Hold third = acquire();

    assertThat(second.fence()).isGreaterThan(first.fence());
    assertThat(third.fence()).isGreaterThan(second.fence());
  }

  @Test
  void a_mutex_whose_time_is_over_is_free_and_its_fence_goes_on_growing() {
    Hold first = acquire();
    fixture.advance(HOLD.minus(INSTANT));
    assertThat(tried()).isEmpty();
    fixture.advance(INSTANT);

    assertThat(acquire().fence()).isGreaterThan(first.fence());
  }

  @Test
  void an_extension_counts_from_now() {
    Hold hold = acquire();
    fixture.advance(HOLD.minus(INSTANT));
    assertThat(hold.extend(HOLD)).isTrue();
    fixture.advance(HOLD.minus(INSTANT));
    assertThat(tried()).isEmpty();
    fixture.advance(INSTANT);

    assertThat(tried()).isPresent();
  }

  @Test
  void an_extension_keeps_the_fence() {
    Hold hold = acquire();
    hold.extend(HOLD);
    hold.close();

    assertThat(acquire().fence()).isEqualTo(new Fence(hold.fence().value() + 1));
  }

  @Test
  void a_mutex_whose_time_is_over_is_not_extended() {
    Hold hold = acquire();
    fixture.advance(HOLD);

    assertThat(hold.extend(HOLD)).isFalse();
    assertThat(tried()).isPresent();
  }

  @Test
  void a_mutex_that_passed_on_is_not_extended_by_its_last_holder() {
    Hold first = acquire();
    fixture.advance(HOLD);
    Hold second = acquire();

    assertThat(first.extend(HOLD.multipliedBy(9))).isFalse();
    fixture.advance(HOLD.minus(INSTANT));
    assertThat(second.extend(HOLD)).isTrue();
    fixture.advance(HOLD);
    assertThat(tried()).isPresent();
  }

  @Test
  void a_mutex_given_back_is_not_extended() {
    Hold hold = acquire();
    hold.close();

    assertThat(hold.extend(HOLD)).isFalse();
    assertThat(tried()).isPresent();
  }

  @Test
  void to_close_what_was_lost_is_harmless() {
    Hold first = acquire();
    fixture.advance(HOLD);
    Hold second = acquire();

    first.close();
    first.close();

    assertThat(tried()).isEmpty();
    assertThat(second.extend(HOLD)).isTrue();
  }

  @Test
  void to_close_twice_is_harmless() {
    Hold first = acquire();
    first.close();
    Hold second = acquire();

    first.close();

    assertThat(tried()).isEmpty();
    assertThat(second.extend(HOLD)).isTrue();
  }

  @Test
  void a_mutex_taken_by_a_caller_that_never_heard_of_it_is_free_when_its_time_is_over() {
    Fence forgotten = acquire().fence();
    assertThat(tried()).isEmpty();
    fixture.advance(HOLD);

    assertThat(acquire().fence()).isGreaterThan(forgotten);
  }

  @Test
  void of_many_that_race_one_wins_each_time() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(RACERS);
    try {
      List<Hold> winners = new ArrayList<>();
      for (int round = 0; round < 5; round++) {
        winners.addAll(race(threads));
        fixture.advance(HOLD);
      }
      assertThat(winners).hasSize(5);
      assertThat(winners).extracting(Hold::fence).isSorted().doesNotHaveDuplicates();
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void a_hold_that_no_store_keeps_is_refused_and_changes_nothing() {
    Duration endless = Duration.ofSeconds(Long.MAX_VALUE);

    assertThatThrownBy(() -> mutexes.tryAcquire("endless", endless))
        .isInstanceOf(OutOfBoundsException.class)
        .hasMessageContaining("longer than 100 years");
    Hold held = mutexes.tryAcquire("endless", HOLD).orElseThrow();
    assertThatThrownBy(() -> held.extend(endless)).isInstanceOf(OutOfBoundsException.class);
    assertThat(held.extend(HOLD)).isTrue();
  }

  private List<Hold> race(ExecutorService threads) throws Exception {
    CyclicBarrier start = new CyclicBarrier(RACERS);
    List<Future<Optional<Hold>>> racers = new ArrayList<>();
    for (int i = 0; i < RACERS; i++) {
      racers.add(
          threads.submit(
              () -> {
                start.await();
                return tried();
              }));
    }
    List<Hold> winners = new ArrayList<>();
    for (Future<Optional<Hold>> racer : racers) {
      racer.get().ifPresent(winners::add);
    }
    return winners;
  }
}
