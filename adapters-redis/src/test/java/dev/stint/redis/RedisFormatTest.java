package dev.stint.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.stint.application.contract.Sample;
import dev.stint.application.spi.StoreException;
import dev.stint.application.spi.WorkerRow;
import java.time.Duration;
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
}
