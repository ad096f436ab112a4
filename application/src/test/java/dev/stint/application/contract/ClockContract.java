package dev.stint.application.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.spi.Claim;
import dev.stint.application.spi.Inserted;
import dev.stint.application.spi.LostWorker;
import dev.stint.application.spi.Mutexes.Hold;
import dev.stint.application.spi.Upkeep;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.Due;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The store's clock is set an hour back or ahead: nothing is lost, and nothing is done twice. */
public abstract class ClockContract extends Contract {

  private static final Duration HOUR = Duration.ofHours(1);

  private void setBack() {
    fixture.advance(HOUR.negated());
  }

  private List<Claim> promoted() {
    stores.runs().promote(9);
    return claim(9);
  }

  /** Seen to fail where only the end of a lease counts: its tasks were held for an hour. */
  @Test
  void a_worker_that_ended_before_the_clock_was_set_back_is_found_a_lease_later() {
    running(Sample.of(1));
    setBack();

    assertThat(stores.workers().upkeep(Duration.ZERO)).contains(Upkeep.REAP);
    assertThat(stores.workers().lose()).isEmpty();
    fixture.advance(LEASE.plusMillis(1));

    assertThat(stores.workers().lose()).containsExactly(new LostWorker(worker));
  }

  @Test
  void a_worker_that_lives_on_is_not_lost_because_the_clock_was_set_back() {
    running(Sample.of(1));
    setBack();
    assertThat(stores.workers().lose()).isEmpty();
    fixture.advance(LEASE.dividedBy(2));
    assertThat(stores.workers().renew(worker).live()).isTrue();
    fixture.advance(LEASE);

    assertThat(stores.workers().lose()).isEmpty();
    assertThat(stores.workers().renew(worker).now()).isEqualTo(now());
    assertThat(stores.workers().held(worker)).hasSize(1);
  }

  @Test
  void what_was_ready_stays_so_when_the_clock_is_set_back_and_what_comes_is_ready_too() {
    insert(Sample.of(1), Sample.of(2).due(Due.in(Duration.ofMinutes(5))));
    setBack();
    insert(Sample.of(3));

    List<Claim> claims = promoted();

    assertThat(ids(claims)).containsExactlyInAnyOrder(Sample.id(1), Sample.id(3));
    end(claims.get(0), Sample.yielded("row 1"));
    assertThat(ids(claim(9))).containsExactly(claims.get(0).spec().id());
    fixture.advance(HOUR.plusMinutes(5));
    assertThat(ids(promoted())).containsExactly(Sample.id(2));
  }

  @Test
  void what_came_due_by_a_clock_set_ahead_runs_once() {
    insert(Sample.of(1).due(Due.in(Duration.ofMinutes(5))));
    fixture.advance(HOUR);
    Claim claim = promoted().get(0);
    setBack();

    assertThat(promoted()).isEmpty();
    assertThat(settle(claim.key().next(), Sample.done())).isEqualTo(WriteResult.APPLIED);
    fixture.advance(HOUR);
    assertThat(promoted()).isEmpty();
  }

  @Test
  void a_mutex_stays_with_its_holder_when_the_clock_is_set_back() {
    Hold held = fixture.mutexes().tryAcquire("import", LEASE).orElseThrow();
    setBack();

    assertThat(fixture.mutexes().tryAcquire("import", LEASE)).isEmpty();
    assertThat(held.extend(LEASE)).isTrue();
    assertThat(fixture.mutexes().tryAcquire("import", LEASE)).isEmpty();
    fixture.advance(LEASE);
    Optional<Hold> next = fixture.mutexes().tryAcquire("import", LEASE);
    assertThat(next).isPresent();
    assertThat(next.orElseThrow().fence()).isGreaterThan(held.fence());
  }

  @Test
  void a_mutex_that_a_clock_set_ahead_gave_to_another_is_not_its_first_holders_any_more() {
    Hold first = fixture.mutexes().tryAcquire("import", LEASE).orElseThrow();
    fixture.advance(HOUR);
    Hold second = fixture.mutexes().tryAcquire("import", LEASE).orElseThrow();
    setBack();

    assertThat(first.extend(LEASE)).isFalse();
    first.close();
    assertThat(second.extend(LEASE)).isTrue();
    assertThat(second.fence()).isGreaterThan(first.fence());
  }

  @Test
  void a_key_makes_one_task_whatever_the_clock_says() {
    insert(Sample.of(1).always("key"));
    end(claimOne(), Sample.done());
    for (Duration step : List.of(HOUR.negated(), HOUR.multipliedBy(2), HOUR.negated())) {
      fixture.advance(step);
      List<Inserted> asked = stores.requests().insert(List.of(Sample.of(2).always("key").make()));

      assertThat(asked).extracting(Inserted::id).containsExactly(Sample.id(1));
    }
  }
}
