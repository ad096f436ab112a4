package dev.stint.application.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.domain.Due;
import dev.stint.domain.Lane;
import dev.stint.domain.TaskOrder;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.store.CountBound;
import dev.stint.domain.task.ReadyDepth;
import dev.stint.domain.task.TaskCount;
import dev.stint.domain.task.TaskFilter;
import dev.stint.domain.task.TaskRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a store tells without looking at all: exact figures up to a bound, and pages by place. */
public abstract class CountContract extends Contract {

  private static final int BOUND = 3;
  private static final CountBound THREE = new CountBound(BOUND, 1_000);

  /** Where tasks can stand, each another way to be counted. */
  enum Stand {
    READY(TaskStatus.PENDING),
    LATER(TaskStatus.PENDING),
    PAUSED(TaskStatus.PAUSED),
    YIELDED(TaskStatus.YIELDED),
    RETRYING(TaskStatus.RETRYING),
    RUNNING(TaskStatus.RUNNING),
    SUCCEEDED(TaskStatus.SUCCEEDED);

    final TaskStatus status;

    Stand(TaskStatus status) {
      this.status = status;
    }
  }

  private void put(Stand stand, int number) {
    Sample sample = Sample.of(number);
    switch (stand) {
      case READY -> insert(sample);
      case LATER -> insert(sample.due(Due.in(Duration.ofSeconds(60))));
      case PAUSED -> insert(sample.run(Sample.run(TaskStatus.PAUSED)));
      case RUNNING -> running(sample);
      case SUCCEEDED -> end(running(sample), Sample.done());
      case RETRYING -> end(running(sample), Sample.retrying(Duration.ofSeconds(60)));
      case YIELDED -> {
        insert(sample);
        claim(BOUND + 1).forEach(claim -> end(claim, Sample.yielded("row 1")));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_count_is_exact_up_to_the_bound_and_beyond_it_at_least_the_bound(Stand stand) {
    for (int there = 1; there <= BOUND + 1; there++) {
      put(stand, there);

      List<TaskCount> counts = stores.queries().counts(THREE);

      assertThat(counts).hasSize(1);
      TaskCount count = counts.get(0);
      assertThat(count.status()).isEqualTo(stand.status);
      assertThat(count.line()).isEqualTo(Sample.LINE);
      assertThat(count.lane()).isEqualTo(Lane.BACKGROUND);
      assertBounded(count.tasks(), count.atLeast(), there);
    }
  }

  /** A store that knows the number whatever it is may tell it. */
  private static void assertBounded(long told, boolean atLeast, int there) {
    if (there <= BOUND || !atLeast) {
      assertThat(told).isEqualTo(there);
      assertThat(atLeast).isFalse();
    } else {
      assertThat(told).isEqualTo(BOUND);
    }
  }

  @Test
  void tasks_of_one_status_that_stand_in_different_places_are_one_figure() {
    insert(Sample.of(1), Sample.of(2).due(Due.in(Duration.ofSeconds(60))));
    end(running(Sample.of(3).priority(5)), Sample.retrying(Duration.ofSeconds(60)));
    end(running(Sample.of(4).priority(5)), Sample.suspect());

    List<TaskCount> counts = stores.queries().counts(THREE);

    assertThat(counts).doesNotHaveDuplicates();
    assertThat(counts.stream().map(c -> c.status()).toList()).doesNotHaveDuplicates();
    assertThat(counts.stream().mapToLong(TaskCount::tasks).sum()).isEqualTo(4);
  }

  @Test
  void many_figures_share_what_is_counted_in_all() {
    insert(Sample.of(1), Sample.of(2), Sample.of(3).in(Sample.OTHER_LINE));

    List<TaskCount> counts = stores.queries().counts(new CountBound(BOUND, 2));

    assertThat(counts).hasSize(2);
    for (TaskCount count : counts) {
      long there = count.line().equals(Sample.LINE) ? 2 : 1;
      assertThat(count.tasks()).isEqualTo(count.atLeast() ? 1 : there);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {BOUND - 1, BOUND, BOUND + 1})
  void a_depth_is_exact_up_to_the_bound_and_knows_the_oldest_beyond_it(int there) {
    Instant first = now();
    insert(Sample.of(1).priority(-2));
    fixture.advance(Duration.ofSeconds(5));
    insert(
        IntStream.rangeClosed(2, there)
            .mapToObj(n -> Sample.of(n).priority(2))
            .toArray(Sample[]::new));

    List<ReadyDepth> depths = stores.queries().depths(THREE);

    assertThat(depths).hasSize(1);
    assertBounded(depths.get(0).ready(), depths.get(0).atLeast(), there);
    assertThat(depths.get(0).oldestDue()).isEqualTo(first);
  }

  /** Tasks at every stand, in two lines and lanes. */
  private void everywhere() {
    int number = 0;
    for (Stand stand : List.of(Stand.SUCCEEDED, Stand.RETRYING, Stand.RUNNING)) {
      put(stand, ++number);
      put(stand, ++number);
    }
    for (Stand stand : List.of(Stand.READY, Stand.LATER, Stand.PAUSED)) {
      put(stand, ++number);
      put(stand, ++number);
    }
    insert(
        Sample.of(++number).in(Sample.OTHER_LINE),
        Sample.of(++number).interactive(),
        Sample.of(++number).in(Sample.OTHER_LINE).run(Sample.run(TaskStatus.PAUSED)),
        Sample.of(++number).run(Sample.run(TaskStatus.PENDING)).priority(7));
  }

  @ParameterizedTest
  @EnumSource(names = {"NEWEST", "OLDEST"})
  void a_list_by_place_is_what_a_list_of_all_has_there_page_by_page(TaskOrder order) {
    everywhere();
    TaskFilter all = TaskFilter.newest(100).order(order);
    List<TaskRow> rows = stores.queries().list(all);
    assertThat(rows).hasSizeGreaterThan(12);

    for (TaskStatus status : TaskStatus.values()) {
      assertPages(all.statuses(Set.of(status)), rows, row -> status(row) == status);
      assertPages(
          all.statuses(EnumSet.of(status, TaskStatus.PENDING)).type(Sample.TYPE),
          rows,
          row -> status(row) == status || status(row) == TaskStatus.PENDING);
    }
    assertPages(all.type(Sample.TYPE), rows, row -> true);
    assertPages(all.type(new TaskTypeName("stranger")), rows, row -> false);
    TaskFilter other =
        new TaskFilter(
                Set.of(),
                Optional.empty(),
                Optional.of(Sample.OTHER_LINE.queue()),
                Optional.empty(),
                Optional.empty(),
                100)
            .order(order);
    assertPages(other, rows, row -> row.standing().spec().line().equals(Sample.OTHER_LINE));
  }

  private static TaskStatus status(TaskRow row) {
    return row.standing().run().status();
  }

  private void assertPages(TaskFilter filter, List<TaskRow> all, Predicate<TaskRow> which) {
    List<TaskRow> found = new ArrayList<>();
    TaskFilter page = filter.limit(2);
    List<TaskRow> rows = stores.queries().list(page);
    while (!rows.isEmpty()) {
      found.addAll(rows);
      page = page.after(rows.get(rows.size() - 1).place(filter.order()).orElseThrow());
      rows = stores.queries().list(page);
    }
    assertThat(found).isEqualTo(all.stream().filter(which).toList());
    assertThat(stores.queries().list(filter)).isEqualTo(found);
  }
}
