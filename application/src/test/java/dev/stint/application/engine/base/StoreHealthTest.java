package dev.stint.application.engine.base;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.spi.StoreException;
import dev.stint.application.spi.StoreException.Kind;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a worker cannot do with its store, and when that is over. */
class StoreHealthTest {

  private static final Duration LEASE = Duration.ofSeconds(3);

  private final AtomicLong nanos = new AtomicLong();
  private final StoreHealth health = new StoreHealth(nanos::get, LEASE.toNanos());

  private void step(Duration span) {
    nanos.addAndGet(span.toNanos());
  }

  private void fails(String verb, Kind kind) {
    health.begins(verb);
    health.failed(verb, new StoreException(kind, "no room"));
  }

  @Test
  void what_fails_for_a_lease_is_told_until_it_works() {
    fails("settle", Kind.TRANSIENT);
    step(LEASE.minusMillis(1));
    fails("settle", Kind.TRANSIENT);
    assertThat(health.trouble()).isEmpty();

    step(Duration.ofMillis(1));
    assertThat(health.trouble()).contains("nothing can be settled: no room");

    health.begins("settle");
    health.worked("settle");
    assertThat(health.trouble()).isEmpty();
  }

  @Test
  void a_refused_claim_is_told_at_once_and_as_long_as_claims_are_tried() {
    for (int i = 0; i < 20; i++) {
      fails("claim", Kind.PERMANENT);
      assertThat(health.trouble()).contains("nothing can be claimed: no room");
      step(Duration.ofSeconds(2));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"claim", "promote"})
  void what_failed_and_is_tried_no_more_is_no_trouble_any_more(String verb) {
    fails(verb, Kind.TRANSIENT);

    step(Duration.ofSeconds(10));

    assertThat(health.trouble()).isEmpty();
    fails(verb, Kind.TRANSIENT);
    assertThat(health.trouble()).isEmpty();
    step(LEASE);
    assertThat(health.trouble()).isPresent();
  }

  /** It was let go, and another worker may have done it. */
  @Test
  void a_task_that_could_not_be_settled_and_is_not_run_again_is_no_trouble_any_more() {
    fails("settle", Kind.PERMANENT);
    step(LEASE.multipliedBy(2));
    assertThat(health.trouble()).contains("nothing can be settled: no room");

    step(Duration.ofSeconds(10));

    assertThat(health.trouble()).isEmpty();
  }

  @Test
  void tasks_that_are_run_again_and_never_can_be_settled_are_told() {
    Duration lease = Duration.ofMinutes(1);
    StoreHealth slow = new StoreHealth(nanos::get, lease.toNanos());
    for (int i = 0; i < 20; i++) {
      slow.begins("settle");
      slow.failed("settle", new StoreException(Kind.PERMANENT, "no room"));
      step(lease.multipliedBy(2));
      assertThat(slow.trouble()).contains("nothing can be settled: no room");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"checkpoint", "insert", "inChunk"})
  void a_write_on_the_way_of_a_stint_that_is_denied_is_told_until_one_is_taken(String verb) {
    health.failedAt(verb, new StoreException(Kind.DENIED, "no right"));
    assertThat(health.trouble()).get().asString().endsWith(": no right");

    health.worked(verb);

    assertThat(health.trouble()).isEmpty();
  }

  /** The store answered, and the stint hears it. */
  @ParameterizedTest
  @ValueSource(strings = {"checkpoint", "insert", "inChunk"})
  void one_that_is_refused_for_what_it_says_is_no_trouble(String verb) {
    fails(verb, Kind.PERMANENT);
    step(LEASE);

    assertThat(health.trouble()).isEmpty();
  }

  @Test
  void a_call_that_does_not_return_is_told_however_long_it_takes() {
    health.begins("claim");

    step(Duration.ofHours(1));

    assertThat(health.trouble()).contains("nothing can be claimed: the store does not answer");
  }
}
