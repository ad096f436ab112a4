package dev.stint.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.contract.Contract;
import dev.stint.application.contract.Sample;
import dev.stint.application.contract.StoreFixture;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.Notes;
import dev.stint.application.spi.Settlement;
import dev.stint.application.spi.SteerStore.Sweep;
import dev.stint.application.spi.WriteResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which tombstones share a row (ADR 17). What they answer is in the contracts of all stores. */
class PostgresTombstonesTest extends Contract {

  private static final int TASKS = 20;

  private final PostgresFixture postgres = new PostgresFixture();

  @Override
  protected StoreFixture open() {
    return postgres;
  }

  @Test
  void those_of_one_settlement_share_a_row() {
    finish(Duration.ZERO, some());

    assertThat(shared()).containsExactly(TASKS);
    assertThat(alone()).isZero();
  }

  @Test
  void a_task_with_a_key_or_one_that_is_kept_has_a_row_of_its_own() {
    finish(Duration.ZERO, Sample.of(1).active("k"), Sample.of(2), Sample.of(3));
    finish(Duration.ofDays(1), Sample.of(4));

    assertThat(shared()).containsExactly(2);
    assertThat(alone()).isEqualTo(2);
  }

  @Test
  void a_row_is_cut_where_a_sweep_ends_in_it_and_goes_with_its_last_task() {
    finish(Duration.ZERO, some());
    assertThat(sweep(false)).isZero();

    fixture.advance(Duration.ofMinutes(10));
    assertThat(sweep(true)).isEqualTo(TASKS - 1);
    assertThat(shared()).containsExactly(TASKS);
    assertThat(sweep(false)).isEqualTo(TASKS - 1);
    assertThat(shared()).containsExactly(1);
    assertThat(sweep(false)).isOne();
    assertThat(shared()).isEmpty();
  }

  private static Sample[] some() {
    return IntStream.rangeClosed(1, TASKS).mapToObj(Sample::of).toArray(Sample[]::new);
  }

  private int sweep(boolean dry) {
    Sweep sweep = new Sweep(Set.of(), Set.of(), Optional.empty(), false, dry, TASKS - 1);
    return stores.steering().clean(sweep);
  }

  private void finish(Duration keep, Sample... samples) {
    insert(samples);
    List<Settlement> ends = claim(TASKS).stream().map(c -> ended(c, keep)).toList();
    assertThat(stores.runs().settle(ends)).containsOnly(WriteResult.APPLIED);
  }

  private static Settlement ended(Claim claim, Duration keep) {
    return new Settlement(
        claim.key().next(), Sample.plainlyDone(), Notes.NONE, keep, Duration.ZERO);
  }

  private List<Integer> shared() {
    return numbers("select cardinality(ids) from stint_tombstones");
  }

  private int alone() {
    return numbers("select count(*) from stint_finished").get(0);
  }

  private List<Integer> numbers(String sql) {
    return postgres.jdbc.database().ask(h -> h.createQuery(sql).mapTo(Integer.class).list());
  }
}
