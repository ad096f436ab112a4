package dev.stint.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.stint.application.contract.Sample;
import dev.stint.application.spi.Steer;
import dev.stint.application.spi.StoreException;
import dev.stint.application.spi.Stores;
import dev.stint.application.spi.WaitStore.Wait;
import dev.stint.application.spi.WorkerRow;
import dev.stint.domain.Fence;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.Steering;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The format of what is stored is written down, and another one is told at the start. */
class RedisFormatTest {

  private static final String NEWER =
      "this Redis keeps Stint's data in format 100, and this build knows formats up to 99;"
          + " use a newer release of Stint";

  private final RedisStores redis = RedisStores.over(Servers.single());

  @BeforeEach
  void empty() {
    Servers.single().flushAll();
  }

  private void register() {
    redis
        .stores()
        .workers()
        .register(
            new WorkerRow(Sample.worker(1), "test", Duration.ofSeconds(10), Set.of(Sample.TYPE)));
  }

  @Test
  void it_is_written_down_once_and_shown_by_health() {
    redis.prepare().prepare();

    assertThat(Servers.single().get("stint:format")).isEqualTo("1");
    assertThat(redis.stores().queries().health().schema()).isEqualTo(1);
  }

  @Test
  void a_later_format_is_refused_at_the_start_and_nothing_is_written() {
    Servers.single().set("stint:format", "100");

    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(redis::prepare)
        .withMessage(NEWER)
        .matches(e -> !e.isTransient());
    assertThatExceptionOfType(StoreException.class).isThrownBy(this::register).withMessage(NEWER);
    assertThat(Servers.single().dbSize()).isEqualTo(1);
  }

  @Test
  void an_earlier_format_is_refused_at_the_start() {
    Servers.single().set("stint:format", "0");

    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(redis::prepare)
        .withMessageStartingWith(
            "this Redis keeps Stint's data in format 0 and this build needs format 1;");
  }

  @Test
  void a_later_format_of_the_same_hundred_and_data_without_a_number_are_worked_with() {
    assertThatCode(this::register).doesNotThrowAnyException();
    Servers.single().set("stint:format", "99");
    assertThatCode(redis::prepare).doesNotThrowAnyException();
    assertThat(Servers.single().get("stint:format")).isEqualTo("99");
  }

  @Test
  void a_wait_that_a_build_without_numbers_stored_is_owed_and_cleared() {
    awaited(redis.stores());
    Set<String> numbers = Servers.single().keys("*:wn:*");
    assertThat(numbers).hasSize(1);
    numbers.forEach(Servers.single()::del);

    isClearedWithoutANumber(redis.stores());
  }

  private static void awaited(Stores stores) {
    stores.requests().insert(List.of(Sample.of(1).make()));
    stores.waits().register(List.of(new Wait(Sample.id(1), Sample.id(9), new Fence(7))));
    Steer cancel =
        new Steer.Move(
            stores.runs().standing(Sample.id(1)).orElseThrow(),
            Steering.cancel(Run.NEW).orElseThrow(),
            Duration.ofDays(1));
    stores.steering().steer(List.of(cancel));
  }

  private static void isClearedWithoutANumber(Stores stores) {
    Wait stored = new Wait(Sample.id(1), Sample.id(9), new Fence(0));
    assertThat(stores.waits().owed(9, Duration.ZERO)).containsExactly(stored);
    stores.waits().clear(List.of(stored));
    assertThat(stores.waits().owed(9, Duration.ZERO)).isEmpty();
  }
}
