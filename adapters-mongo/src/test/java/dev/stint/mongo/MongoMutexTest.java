package dev.stint.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.spi.Mutexes;
import dev.stint.domain.Fence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MongoMutexTest {

  private static final Duration HOLD = Duration.ofSeconds(10);

  private Optional<MongoFixture> opened = Optional.empty();

  MongoFixture open() {
    return new MongoFixture();
  }

  @BeforeEach
  void begin() {
    opened = Optional.of(open());
  }

  @AfterEach
  void end() {
    fixture().close();
  }

  private MongoFixture fixture() {
    return opened.orElseThrow();
  }

  private Mutexes mutexes() {
    return fixture().mongo().mutexes();
  }

  private Mutexes.Hold take() {
    return mutexes().tryAcquire("name", HOLD).orElseThrow();
  }

  @Test
  void what_is_held_is_not_given_to_another() {
    Mutexes.Hold held = take();

    assertThat(mutexes().tryAcquire("name", HOLD)).isEmpty();
    assertThat(mutexes().tryAcquire("other", HOLD)).isPresent();
    assertThat(held.extend(HOLD)).isTrue();
  }

  @Test
  void the_fence_goes_on_growing_after_a_release() {
    Mutexes.Hold first = take();
    first.close();

    assertThat(take().fence()).isGreaterThan(first.fence());
  }

  @Test
  void who_held_too_long_has_lost_it() {
    Mutexes.Hold first = take();
    fixture().advance(HOLD);
    assertThat(first.extend(HOLD)).isFalse();
    Mutexes.Hold second = take();

    first.close();

    assertThat(second.fence()).isGreaterThan(first.fence());
    assertThat(second.extend(HOLD)).isTrue();
    assertThat(mutexes().tryAcquire("name", HOLD)).isEmpty();
  }

  @Test
  void who_extends_in_time_holds_on() {
    Mutexes.Hold held = take();
    fixture().advance(HOLD.minusMillis(1));
    assertThat(held.extend(HOLD)).isTrue();
    fixture().advance(HOLD.minusMillis(1));

    assertThat(mutexes().tryAcquire("name", HOLD)).isEmpty();
  }

  @Test
  void of_many_that_try_at_once_one_holds_it_and_no_fence_comes_twice() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<List<Fence>>> takers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        takers.add(threads.submit(this::takeAndRelease));
      }
      List<Fence> fences = new ArrayList<>();
      for (Future<List<Fence>> taker : takers) {
        fences.addAll(taker.get());
      }
      assertThat(fences).doesNotHaveDuplicates().isNotEmpty();
      assertThat(take().fence().value()).isEqualTo(fences.size() + 1L);
    } finally {
      threads.shutdownNow();
    }
  }

  private List<Fence> takeAndRelease() {
    List<Fence> fences = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      Optional<Mutexes.Hold> held = mutexes().tryAcquire("name", HOLD);
      held.ifPresent(h -> fences.add(h.fence()));
      held.ifPresent(Mutexes.Hold::close);
    }
    return fences;
  }
}
