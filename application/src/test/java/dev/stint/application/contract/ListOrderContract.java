package dev.stint.application.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.spi.Claim;
import dev.stint.application.spi.Notes;
import dev.stint.domain.Due;
import dev.stint.domain.QueueName;
import dev.stint.domain.TaskId;
import dev.stint.domain.TaskOrder;
import dev.stint.domain.TaskPlace;
import dev.stint.domain.TaskTimes;
import dev.stint.domain.TimeRange;
import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.TaskFilter;
import dev.stint.domain.task.TaskRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Lists in every order, within ranges of time, page by page. What is expected is told from the rows
 * as {@code find} shows them, by the domain's rules alone.
 */
public abstract class ListOrderContract extends Contract {

  private static final int TASKS = 60;
  private static final int FILTERS = 150;

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  private List<TaskId> listed(TaskFilter filter) {
    return stores.queries().list(filter).stream().map(ListOrderContract::id).toList();
  }

  private static TaskId id(TaskRow row) {
    return row.standing().spec().id();
  }

  private TaskRow found(TaskId id) {
    return stores.queries().find(id).orElseThrow(() -> new AssertionError("no task " + id));
  }

  private static List<TaskId> ids(int... numbers) {
    return IntStream.of(numbers).mapToObj(Sample::id).toList();
  }

  /** Tasks of which many are alike in each order, requested in another order than their ids. */
  private List<TaskRow> mixed() {
    List<Integer> numbers = new ArrayList<>(IntStream.range(0, TASKS).boxed().toList());
    Collections.shuffle(numbers, random);
    for (int from = 0; from < TASKS; from += 10) {
      numbers.subList(from, from + 10).forEach(number -> insert(any(number)));
      fixture.advance(Duration.ofMillis(1 + random.nextInt(2)));
      stores.runs().promote(TASKS);
      claim(4).forEach(this::finish);
    }
    claim(3);
    // Tombstones are found and not listed.
    Set<TaskId> kept = Set.copyOf(listed(newest(TASKS)));
    return numbers.stream()
        .map(number -> found(Sample.id(number)))
        .filter(row -> row.finished().isEmpty() || kept.contains(id(row)))
        .toList();
  }

  private Sample any(int number) {
    Sample sample =
        Sample.of(number)
            .priority(random.nextInt(4) - 2)
            .due(Due.in(Duration.ofMillis(random.nextInt(3))));
    return random.nextInt(8) == 0 ? sample.run(Sample.run(TaskStatus.PAUSED)) : sample;
  }

  private void finish(Claim claim) {
    Outcome outcome =
        random.nextBoolean()
            ? Sample.done()
            : Outcome.of(Sample.run(TaskStatus.FAILED), Due.UNCHANGED);
    Duration keep = random.nextInt(6) == 0 ? Duration.ZERO : KEEP;
    settle(claim.key().next(), outcome, Notes.NONE, keep);
  }

  private static TaskFilter newest(int limit) {
    return TaskFilter.newest(limit);
  }

  private static List<TaskId> expected(List<TaskRow> all, TaskFilter filter) {
    return all.stream()
        .filter(row -> filter.statuses().isEmpty() || has(filter.statuses(), row))
        .filter(row -> filter.times().contain(row.requested(), row.due(), row.finished()))
        .filter(row -> row.place(filter.order()).filter(p -> follows(p, filter)).isPresent())
        .sorted(
            Comparator.comparing(
                row -> row.place(filter.order()).orElseThrow(), filter.order().comparator()))
        .limit(filter.limit())
        .map(ListOrderContract::id)
        .toList();
  }

  private static boolean has(Set<TaskStatus> statuses, TaskRow row) {
    return statuses.contains(row.standing().run().status());
  }

  private static boolean follows(TaskPlace place, TaskFilter filter) {
    return filter.after().map(place::follows).orElse(true);
  }

  @Test
  void each_order_is_what_its_name_says_and_ids_decide_among_those_alike() {
    Duration second = Duration.ofSeconds(1);
    insert(Sample.of(2).priority(5), Sample.of(4).due(Due.in(second)));
    insert(Sample.of(1).priority(5), Sample.of(3).due(Due.in(second)));
    claim(2).forEach(claim -> end(claim, Sample.done()));
    fixture.advance(second);
    stores.runs().promote(9);
    claim(1).forEach(claim -> end(claim, Sample.done()));

    assertThat(listed(newest(9))).isEqualTo(ids(4, 3, 2, 1));
    assertThat(listed(newest(9).order(TaskOrder.OLDEST))).isEqualTo(ids(1, 2, 3, 4));
    assertThat(listed(newest(9).order(TaskOrder.DUE))).isEqualTo(ids(1, 2, 3, 4));
    assertThat(listed(newest(9).order(TaskOrder.PRIORITY))).isEqualTo(ids(1, 2, 3, 4));
    assertThat(listed(newest(9).order(TaskOrder.FINISHED))).isEqualTo(ids(3, 2, 1));
  }

  @Test
  void pages_of_any_size_in_any_order_hold_every_task_once() {
    List<TaskRow> all = mixed();
    assertThat(all).hasSizeGreaterThan(TASKS / 2);
    for (TaskOrder order : TaskOrder.values()) {
      for (int size : new int[] {1, 7, TASKS}) {
        List<TaskId> paged = new ArrayList<>();
        TaskFilter page = newest(size).order(order);
        List<TaskRow> rows = stores.queries().list(page);
        while (!rows.isEmpty()) {
          rows.forEach(row -> paged.add(id(row)));
          TaskRow last = rows.get(rows.size() - 1);
          rows = stores.queries().list(page.after(last.place(order).orElseThrow()));
        }
        assertThat(paged)
            .as("%s by %d, seed %d", order, size, seed)
            .isEqualTo(expected(all, newest(TASKS).order(order)));
      }
    }
  }

  @Test
  void a_place_outlives_its_task() {
    insert(Sample.of(1).priority(1), Sample.of(2).priority(1), Sample.of(3));
    TaskPlace place = found(Sample.id(1)).place(TaskOrder.PRIORITY).orElseThrow();
    settle(claimOne().key().next(), Sample.done(), Notes.NONE, Duration.ZERO);

    assertThat(listed(newest(9).after(place))).isEqualTo(ids(2, 3));
  }

  @Test
  void any_filter_answers_what_the_rules_say_of_the_rows() {
    List<TaskRow> all = mixed();
    List<Instant> moments = moments(all);
    for (int i = 0; i < FILTERS; i++) {
      TaskFilter filter = any(all, moments);
      assertThat(listed(filter))
          .as("filter %d, seed %d: %s", i, seed, filter)
          .isEqualTo(expected(all, filter));
    }
  }

  /** Those of the rows, a microsecond before and after, and such as no store can tell apart. */
  private static List<Instant> moments(List<TaskRow> all) {
    List<Instant> moments = new ArrayList<>();
    for (TaskRow row : all) {
      moments.add(row.requested());
      moments.add(row.due().plusNanos(1));
      moments.add(row.due().plusNanos(1_000));
      row.finished().ifPresent(at -> moments.add(at.minusNanos(1_000)));
      row.finished().ifPresent(moments::add);
    }
    moments.add(Instant.EPOCH);
    moments.add(Instant.parse("9999-12-31T23:59:59Z"));
    return moments;
  }

  private TaskFilter any(List<TaskRow> all, List<Instant> moments) {
    TaskOrder order = TaskOrder.values()[random.nextInt(TaskOrder.values().length)];
    TaskFilter filter = newest(1 + random.nextInt(TASKS)).order(order).times(anyTimes(moments));
    if (random.nextInt(3) == 0) {
      filter = filter.statuses(Set.of(TaskStatus.SUCCEEDED, TaskStatus.PENDING));
    }
    Optional<TaskPlace> place = all.get(random.nextInt(all.size())).place(order);
    return random.nextBoolean() && place.isPresent() ? filter.after(place.get()) : filter;
  }

  private TaskTimes anyTimes(List<Instant> moments) {
    TaskTimes times = TaskTimes.ALL;
    times = random.nextBoolean() ? times.requested(anyRange(moments)) : times;
    times = random.nextBoolean() ? times.due(anyRange(moments)) : times;
    return random.nextInt(3) == 0 ? times.finished(anyRange(moments)) : times;
  }

  private TimeRange anyRange(List<Instant> moments) {
    Instant one = moments.get(random.nextInt(moments.size()));
    Instant other = moments.get(random.nextInt(moments.size()));
    return switch (random.nextInt(3)) {
      case 0 -> TimeRange.ALL.from(one);
      case 1 -> TimeRange.ALL.until(one);
      default -> one.isBefore(other) ? range(one, other) : range(other, one);
    };
  }

  private static TimeRange range(Instant from, Instant until) {
    return new TimeRange(Optional.of(from), Optional.of(until));
  }

  @Test
  void a_range_has_its_first_moment_and_not_its_last() {
    Instant first = now();
    insert(Sample.of(1));
    fixture.advance(Duration.ofMillis(5));
    Instant second = now();
    insert(Sample.of(2));

    assertThat(requested(range(first, second))).isEqualTo(ids(1));
    assertThat(requested(range(second, second.plusMillis(1)))).isEqualTo(ids(2));
    assertThat(requested(range(first, second.plusNanos(1)))).isEqualTo(ids(2, 1));
    assertThat(requested(range(first.plusNanos(1), second))).isEmpty();
    assertThat(requested(range(second, second))).isEmpty();
  }

  @Test
  void no_range_of_ends_holds_a_task_that_has_not_ended() {
    insert(Sample.of(1), Sample.of(2));
    claim(1).forEach(claim -> end(claim, Sample.done()));
    for (Instant at : List.of(Instant.EPOCH, Instant.EPOCH.plusMillis(1))) {
      TaskFilter filter = newest(9).times(TaskTimes.ALL.finished(TimeRange.ALL.from(at)));
      assertThat(listed(filter)).as("from %s", at).isEqualTo(ids(1));
      filter = newest(9).times(TaskTimes.ALL.finished(TimeRange.ALL.until(at)));
      assertThat(listed(filter)).as("until %s", at).isEmpty();
    }
  }

  private List<TaskId> requested(TimeRange range) {
    return listed(newest(9).times(TaskTimes.ALL.requested(range)));
  }

  @Test
  void orders_and_ranges_hold_beside_the_other_filters() {
    insert(Sample.of(1), Sample.of(2).in(Sample.OTHER_LINE).priority(1));
    insert(Sample.of(3).in(Sample.OTHER_LINE));
    QueueName other = Sample.OTHER_LINE.queue();
    TaskFilter there =
        new TaskFilter(
            Set.of(),
            Optional.empty(),
            Optional.of(other),
            Optional.empty(),
            Optional.empty(),
            Optional.of(Duration.ofDays(1)),
            TaskTimes.ALL.requested(TimeRange.ALL.until(now().plusMillis(1))),
            TaskOrder.PRIORITY,
            Optional.empty(),
            9);

    assertThat(listed(there)).isEqualTo(ids(2, 3));
  }
}
