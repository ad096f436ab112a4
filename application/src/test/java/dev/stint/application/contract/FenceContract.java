package dev.stint.application.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.spi.Claim;
import dev.stint.application.spi.ClaimId;
import dev.stint.application.spi.Mutexes.Hold;
import dev.stint.application.spi.Notes;
import dev.stint.application.spi.Settlement;
import dev.stint.application.spi.Steer;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.Due;
import dev.stint.domain.Fence;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.Steering;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.VersionedTask;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Which fence the next owner gets, wherever a task or a mutex changes hands: {@link Fence#next}.
 */
public abstract class FenceContract extends Contract {

  private static final TaskId ONE = Sample.id(1);
  private static final Fence NONE = new Fence(0);
  private static final Duration HOUR = Duration.ofHours(1);

  private Hold hold() {
    return fixture.mutexes().tryAcquire("report", HOUR).orElseThrow();
  }

  private Claim claimedAgain(Claim first) {
    assertThat(release(first.key().next())).isEqualTo(WriteResult.APPLIED);
    return claimOne();
  }

  @Test
  void a_claim_takes_the_time_of_the_store() {
    Claim first = running(Sample.of(1));
    assertThat(first.key().fence()).isEqualTo(NONE.next(now()));
    fixture.advance(HOUR);

    Claim second = claimedAgain(first);

    assertThat(second.key().fence()).isEqualTo(NONE.next(now()));
    assertThat(standing(ONE).fence()).isEqualTo(second.key().fence());
  }

  @Test
  void a_claim_at_the_same_time_takes_one_more() {
    Claim first = running(Sample.of(1));

    Claim second = claimedAgain(first);

    assertThat(second.key().fence().value()).isEqualTo(first.key().fence().value() + 1);
  }

  @Test
  void a_claim_after_the_clock_went_back_takes_one_more() {
    insert(Sample.of(1));
    fixture.advance(HOUR);
    Claim first = claimOne();
    fixture.advance(Duration.ofSeconds(-2));

    Claim second = claimedAgain(first);

    assertThat(second.key().fence().value()).isEqualTo(first.key().fence().value() + 1);
    end(second, Sample.done());
  }

  @Test
  void a_task_that_is_claimed_as_it_is_stored_takes_the_time_of_the_store() {
    stores.requests().insert(List.of(Sample.of(1).make().claimedBy(new ClaimId(worker, 7))));

    assertThat(standing(ONE).fence()).isEqualTo(NONE.next(now()));
  }

  @Test
  void a_task_taken_over_takes_the_time_of_the_store() {
    Claim first = running(Sample.of(1));

    Claim taken = takenOver(Sample.worker(2));

    assertThat(taken.key().fence()).isEqualTo(first.key().fence().next(now()));
    assertThat(standing(ONE).fence()).isEqualTo(taken.key().fence()).isEqualTo(NONE.next(now()));
  }

  @Test
  void a_successor_takes_the_time_of_the_store() {
    Claim first = running(Sample.of(1).serial("customer 7"));
    insert(Sample.of(2).serial("customer 7"));
    fixture.advance(Duration.ofSeconds(1));
    Settlement done =
        new Settlement(first.key().next(), Sample.done(), Notes.NONE, KEEP, Duration.ZERO);

    List<Claim> successors =
        stores.runs().settle(List.of(done), asking(9, 9, Sample.LINE)).successors();

    Claim next = successors.isEmpty() ? claimOne() : successors.get(0);
    assertThat(next.spec().id()).isEqualTo(Sample.id(2));
    assertThat(next.key().fence()).isEqualTo(NONE.next(now()));
  }

  @Test
  void a_restarted_task_takes_the_time_of_the_store() {
    end(running(Sample.of(1)), Outcome.of(Sample.run(TaskStatus.FAILED), Due.UNCHANGED));
    VersionedTask seen = standing(ONE);
    fixture.advance(HOUR);
    Outcome again = Steering.restart(seen.run()).orElseThrow();

    stores.steering().steer(List.of(new Steer.Move(seen, again, KEEP)));

    assertThat(standing(ONE).fence()).isEqualTo(NONE.next(now()));
  }

  @Test
  void a_mutex_takes_the_time_of_the_store() {
    Hold first = hold();
    assertThat(first.fence()).isEqualTo(NONE.next(now()));
    fixture.advance(HOUR);

    assertThat(hold().fence()).isEqualTo(NONE.next(now()));
  }

  @Test
  void a_mutex_at_the_same_time_takes_one_more() {
    Hold first = hold();
    first.close();

    Hold second = hold();

    assertThat(second.fence().value()).isEqualTo(first.fence().value() + 1);
    assertThat(second.extend(HOUR)).isTrue();
  }
}
