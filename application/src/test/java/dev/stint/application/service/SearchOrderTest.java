package dev.stint.application.service;

import static dev.stint.application.service.ServicesFixture.MAIL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.application.api.Principal;
import dev.stint.application.api.extend.AccessPolicy;
import dev.stint.application.api.operate.AskTasks;
import dev.stint.application.api.operate.TaskSearch;
import dev.stint.application.api.operate.TasksAs;
import dev.stint.domain.Owner;
import dev.stint.domain.TaskId;
import dev.stint.domain.TaskOrder;
import dev.stint.domain.TaskPlace;
import dev.stint.domain.task.TaskRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Searches in every order, for everybody and for one who does not see everything. */
class SearchOrderTest {

  private static final int TASKS = 30;

  private final ServicesFixture services = new ServicesFixture();
  private final Instant start = services.now.get();

  /**
   * One a minute, of two owners in turn, many alike in priority and due time; a third cancelled.
   */
  @BeforeEach
  void tasks_of_two_owners() {
    for (int i = 0; i < TASKS; i++) {
      TaskId task =
          services
              .tasks
              .request(
                  MAIL.with("x")
                      .named(i % 5 == 0 ? "Letter" : "parcel")
                      .owner(i % 2 == 0 ? "ann" : "bob")
                      .priority(i % 3)
                      .dueAt(start.plus(Duration.ofHours(1 + i % 4))))
              .id();
      if (i % 3 == 0) {
        services.steer.cancel(List.of(task));
      }
      services.step(Duration.ofMinutes(1));
    }
  }

  /** Seen to fail: the start of a hundred years ago was refused as before 1970. */
  @Test
  void within_more_time_than_there_has_been_is_all_in_every_order() {
    for (TaskOrder order : TaskOrder.values()) {
      TaskSearch all = TaskSearch.ALL.order(order);

      assertThat(paged(services.ask, all.within(Duration.ofDays(36_500))))
          .as("%s", order)
          .isEqualTo(paged(services.ask, all))
          .isNotEmpty();
    }
  }

  private AskTasks as(AccessPolicy policy, Principal who) {
    return new AccessService(
            policy,
            new TasksAs(
                services.tasks, services.ask, services.steer, services.read, services.clean),
            services.plain)
        .as(who)
        .ask();
  }

  private static List<TaskRow> paged(AskTasks ask, TaskSearch search) {
    TaskSearch.Page page = ask.search(search);
    List<TaskRow> rows = new ArrayList<>(page.tasks());
    while (page.next().isPresent()) {
      page = ask.search(search.after(page.next().get()));
      rows.addAll(page.tasks());
    }
    return rows;
  }

  private static boolean anns(TaskRow row) {
    return row.standing().spec().owner().equals(Optional.of(new Owner("ann")));
  }

  @Test
  void pages_in_any_order_hold_every_task_that_one_may_see_once() {
    for (TaskOrder order : TaskOrder.values()) {
      TaskSearch all = TaskSearch.ALL.order(order);
      List<TaskRow> rows = services.ask.search(all).tasks();
      assertThat(rows).hasSize(order == TaskOrder.FINISHED ? TASKS / 3 : TASKS);
      assertThat(places(rows, order)).isSortedAccordingTo(order.comparator());
      for (int limit : new int[] {1, 4}) {
        assertThat(paged(services.ask, all.limit(limit))).as("%s", order).isEqualTo(rows);
        for (AccessPolicy policy : List.of(AccessPolicy.BY_ROLE, RowByRow.POLICY)) {
          assertThat(paged(as(policy, Principal.of("ann")), all.limit(limit)))
              .as("%s", order)
              .isEqualTo(rows.stream().filter(SearchOrderTest::anns).toList())
              .isNotEmpty();
        }
      }
    }
  }

  private static List<TaskPlace> places(List<TaskRow> rows, TaskOrder order) {
    return rows.stream().map(row -> row.place(order).orElseThrow()).toList();
  }

  @Test
  void what_only_the_service_filters_is_left_out_of_every_order() {
    for (TaskOrder order : TaskOrder.values()) {
      TaskSearch letters = TaskSearch.ALL.order(order).nameHas("letter").limit(2);
      assertThat(paged(services.ask, letters))
          .as("%s", order)
          .hasSize(order == TaskOrder.FINISHED ? 2 : 6)
          .allMatch(row -> row.standing().spec().name().equals(Optional.of("Letter")));
    }
  }

  @Test
  void ranges_of_time_are_half_open_and_hold_in_every_order() {
    Instant from = start.plus(Duration.ofMinutes(3));
    Instant until = start.plus(Duration.ofMinutes(9));
    for (TaskOrder order : TaskOrder.values()) {
      TaskSearch between =
          TaskSearch.ALL.order(order).requestedFrom(from).requestedUntil(until).limit(4);
      assertThat(paged(services.ask, between))
          .as("%s", order)
          .hasSize(order == TaskOrder.FINISHED ? 2 : 6)
          .allMatch(row -> !row.requested().isBefore(from) && row.requested().isBefore(until));
      assertThat(paged(services.ask, between.within(Duration.ofMinutes(21))))
          .as("%s", order)
          .isEmpty();
    }
    assertThat(paged(services.ask, TaskSearch.ALL.finishedFrom(from).finishedUntil(until)))
        .hasSize(2);
    Instant due = start.plus(Duration.ofHours(2));
    assertThat(paged(services.ask, TaskSearch.ALL.dueFrom(due).dueUntil(due.plusNanos(1))))
        .hasSize(8)
        .allMatch(row -> row.due().equals(due));
  }

  @Test
  void newest_first_the_read_stops_where_a_range_begins() {
    services.step(Duration.ofDays(2));
    TaskId last = services.task();

    TaskSearch.Page page =
        services.ask.search(TaskSearch.ALL.requestedFrom(start.plus(Duration.ofDays(1))));

    assertThat(page.tasks()).extracting(TaskScan::id).containsExactly(last);
    assertThat(page.next()).isEmpty();
  }

  @Test
  void a_place_of_another_order_is_refused_in_one_sentence() {
    TaskSearch due = TaskSearch.ALL.order(TaskOrder.DUE).limit(1);
    TaskPlace next = services.ask.search(due).next().orElseThrow();

    assertThat(TaskSearch.ALL.after(next).order()).isEqualTo(TaskOrder.DUE);
    assertThat(due.after(next).order(TaskOrder.OLDEST).after()).isEmpty();
    assertThatThrownBy(
            () ->
                new TaskSearch(
                    due.statuses(),
                    due.type(),
                    due.queue(),
                    due.owner(),
                    due.nameHas(),
                    due.within(),
                    due.times(),
                    TaskOrder.PRIORITY,
                    Optional.of(next),
                    1))
        .hasMessageContaining("is a place in the order DUE, not PRIORITY");
  }
}
