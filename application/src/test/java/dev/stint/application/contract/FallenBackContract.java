package dev.stint.application.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.spi.Claim;
import dev.stint.application.spi.Mutexes.Hold;
import dev.stint.application.spi.WriteResult;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * A store that falls back to an older state, as when a replica that had not heard of the last
 * writes takes over, hands out no fence twice. A store that cannot fall back has no such tests.
 */
public abstract class FallenBackContract extends Contract {

  private static final Duration A_WHILE = Duration.ofMillis(5);

  @Test
  void a_task_that_is_claimed_again_bears_a_greater_fence_than_the_claim_that_was_forgotten() {
    insert(Sample.of(1));
    Runnable fallBack = fixture.copy();
    fixture.advance(A_WHILE);
    Claim forgotten = claimOne();
    fixture.advance(A_WHILE);
    fallBack.run();

    Claim again = claimOne();

    assertThat(again.key().fence()).isGreaterThan(forgotten.key().fence());
    assertThat(settle(forgotten.key().next(), Sample.done())).isEqualTo(WriteResult.STALE);
    end(again, Sample.done());
  }

  @Test
  void a_task_claimed_twice_since_bears_a_greater_fence_than_both() {
    Claim first = running(Sample.of(1));
    assertThat(release(first.key().next())).isEqualTo(WriteResult.APPLIED);
    Runnable fallBack = fixture.copy();
    fixture.advance(A_WHILE);
    Claim second = claimOne();
    release(second.key().next());
    Claim third = claimOne();
    fixture.advance(A_WHILE);
    fallBack.run();

    assertThat(claimOne().key().fence())
        .isGreaterThan(second.key().fence())
        .isGreaterThan(third.key().fence());
  }

  @Test
  void a_mutex_bears_a_greater_fence_than_the_hold_that_was_forgotten() {
    hold().close();
    Runnable fallBack = fixture.copy();
    fixture.advance(A_WHILE);
    Hold forgotten = hold();
    fixture.advance(A_WHILE);
    fallBack.run();

    Hold again = hold();

    assertThat(again.fence()).isGreaterThan(forgotten.fence());
    assertThat(forgotten.extend(A_WHILE)).isFalse();
  }

  @Test
  void a_mutex_that_was_forgotten_altogether_bears_a_greater_fence() {
    Runnable fallBack = fixture.copy();
    Hold forgotten = hold();
    fixture.advance(A_WHILE);
    fallBack.run();

    assertThat(hold().fence()).isGreaterThan(forgotten.fence());
  }

  private Hold hold() {
    return fixture.mutexes().tryAcquire("report", Duration.ofHours(1)).orElseThrow();
  }
}
