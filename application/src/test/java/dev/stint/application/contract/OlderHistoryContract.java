package dev.stint.application.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.spi.Claim;
import dev.stint.application.spi.Steer;
import dev.stint.application.spi.SteerStore.Sweep;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.Due;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.Steering;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.HistoryRow;
import dev.stint.domain.task.VersionedTask;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The history of tasks that an older build finished. */
public abstract class OlderHistoryContract extends Contract {

  private static final TaskId ONE = Sample.id(1);
  private static final Outcome FAILED = Outcome.of(Sample.run(TaskStatus.FAILED), Due.UNCHANGED);

  private List<HistoryRow> history() {
    return stores.queries().history(ONE, 9, 0);
  }

  /** Retried once, then ended so, as an older build would have it. */
  private Claim older(Outcome end) {
    insert(Sample.of(1));
    end(claimOne(), Sample.retrying(Duration.ZERO));
    stores.runs().promote(9);
    Claim claim = claimOne();
    end(claim, end);
    fixture.writeAsOlder(ONE);
    return claim;
  }

  @Test
  void a_success_is_told_though_nobody_knows_how_long_it_ran() {
    Claim last = older(Sample.done());

    assertThat(history())
        .extracting(HistoryRow::status)
        .containsExactly(TaskStatus.SUCCEEDED, TaskStatus.RETRYING);
    assertThat(history().get(0).fence()).isEqualTo(last.key().fence());
    assertThat(history().get(0).at()).isEqualTo(now());
    assertThat(history().get(0).ran()).isZero();
    assertThat(history().get(0).worker()).contains(worker);
  }

  @Test
  void a_failed_end_is_told_once() {
    older(FAILED);

    assertThat(history())
        .extracting(HistoryRow::status)
        .containsExactly(TaskStatus.FAILED, TaskStatus.RETRYING);
  }

  @Test
  void a_restart_keeps_it() {
    older(FAILED);
    List<HistoryRow> before = history();
    VersionedTask seen = standing(ONE);
    Outcome again = Steering.restart(seen.run()).orElseThrow();

    assertThat(stores.steering().steer(List.of(new Steer.Move(seen, again, KEEP))))
        .containsExactly(WriteResult.APPLIED);

    assertThat(history()).isEqualTo(before).hasSize(2);
  }

  @Test
  void it_is_cleaned_alone() {
    older(Sample.done());
    Sweep sweep = new Sweep(Set.of(), Set.of(), Optional.of(Duration.ZERO), true, false, 9);

    assertThat(stores.steering().clean(sweep)).isOne();

    assertThat(history()).isEmpty();
    assertThat(standing(ONE).run().status()).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(stores.steering().clean(sweep)).isZero();
  }
}
