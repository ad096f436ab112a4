package dev.stint.command.seeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.application.api.Action;
import dev.stint.application.api.ParameterDescription;
import dev.stint.application.api.Principal;
import dev.stint.application.api.RefusedException;
import dev.stint.application.api.Request;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.Upcaster;
import dev.stint.application.api.extend.LinkRenderer;
import dev.stint.application.api.operate.AskTasks;
import dev.stint.application.api.operate.Catalogue;
import dev.stint.application.api.operate.TaskSearch;
import dev.stint.bootstrap.Stint;
import dev.stint.bootstrap.codec.JacksonCodec;
import dev.stint.domain.ActionLink;
import dev.stint.domain.Payload;
import dev.stint.domain.TaskId;
import dev.stint.domain.TaskOrder;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.TaskRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What people and programs ask of tasks, and how stored ones stay readable. */
abstract class AskRows extends Rows {

  private final Queue<String> ran = new ConcurrentLinkedQueue<>();

  AskRows(RowStore store) {
    super(store);
  }

  private Action<String> noting() {
    return (text, context) -> {
      ran.add(text);
      return text.equals("bad") ? StepOutcome.failForGood("bad") : StepOutcome.done();
    };
  }

  @Test
  void row_5_a_task_is_stored_under_a_name_of_its_own_and_found_after_it_was_renamed() {
    TaskType<String> older = type("older");
    TaskType<String> newer = type("newer");
    Stint before = host(TaskDefinition.of(older, noting()));
    TaskId task = before.tasks().request(older.with("kept")).id();

    Stint after = host(TaskDefinition.of(newer, noting()).alias(older.name().value()));
    pass(after);

    assertThat(status(after, task)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(ran).containsExactly("kept");
    assertThat(after.ask().latest(newer.name().value())).isPresent();
  }

  private record Mail(@ParameterDescription("who gets it") String to, int copies) {}

  @Test
  void row_6_arguments_have_a_shape_and_a_version_and_older_ones_are_lifted() {
    TaskType<String> older = type("mail");
    TaskType<Mail> mail = TaskType.of(older.name().value(), Mail.class);
    Stint before = host(TaskDefinition.of(older, noting()));
    TaskId first = before.tasks().request(older.with("ann")).id();
    Stint after =
        host(
            TaskDefinition.of(
                    mail,
                    (wish, context) -> {
                      ran.add(wish.to() + " x" + wish.copies());
                      return StepOutcome.done();
                    })
                .version(2)
                .upcast(1, text -> Payload.of("{\"to\":" + text.text() + ",\"copies\":1}")));
    after.tasks().request(mail.with(new Mail("bob", 2)));

    pass(after);

    assertThat(status(after, first)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(ran).containsExactlyInAnyOrder("ann x1", "bob x2");
    assertThatThrownBy(() -> new JacksonCodec().decode(Payload.of("{\"copies\":1}"), Mail.class))
        .hasMessageContaining("to");
    assertThat(Upcaster.fields(Map::copyOf)).isNotNull();
  }

  private record Counted(String to, int copies, List<String> notes) {
    Counted {
      if (copies < 1) {
        throw new IllegalArgumentException("at least one copy, not " + copies);
      }
    }
  }

  @Test
  void row_6_bad_arguments_are_refused_in_a_sentence_and_stored_ones_say_so_themselves() {
    TaskType<Counted> type = type("strict", Counted.class);
    Stint stint = host(TaskDefinition.of(type, (wish, context) -> StepOutcome.done()));
    Map<String, String> bad =
        Map.of(
            "{\"copies\":1,\"notes\":[]}", "to",
            "{\"to\":\"ann\",\"copies\":\"many\",\"notes\":[]}", "copies",
            "{\"to\":\"ann\",\"copies\":1,\"notes\":[],\"cc\":\"bob\"}", "cc",
            "{\"to\":\"ann\",\"copies\":0,\"notes\":[]}", "at least one copy",
            "{\"to\":", "not JSON",
            "[1, 2]", "must be an object",
            "null", "null");
    bad.forEach(
        (text, word) ->
            assertThatThrownBy(() -> stint.read().read(type.name().value(), text))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(word)
                .hasMessageNotContainingAny("\n", "com.fasterxml", "java.lang"));
    assertThat(stint.ask().list(of(type))).isEmpty();

    TaskType<String> before = TaskType.of(type.name().value(), String.class);
    TaskId stored =
        host(TaskDefinition.of(before, noting())).tasks().request(before.with("ann")).id();
    pass(stint);
    assertThat(status(stint, stored)).isEqualTo(TaskStatus.BLOCKED);
    assertThat(run(stint, stored).failure().orElseThrow().message()).contains("must be an object");
    assertThat(run(stint, stored).attempt()).isZero();
  }

  @Test
  void row_6_any_json_value_may_be_the_arguments_and_comes_as_it_was_given() {
    TaskType<Object> type = TaskType.of(own("any"), Object.class);
    Queue<Object> came = new ConcurrentLinkedQueue<>();
    Stint stint =
        host(
            TaskDefinition.of(
                type,
                (value, context) -> {
                  came.add(value);
                  return StepOutcome.done();
                }));
    List<Object> values =
        List.of(7, "text", true, 1.5, List.of(1, List.of()), Map.of("a", Map.of("b", "ü\n\"")));
    values.forEach(value -> stint.tasks().request(type.with(value)));

    pass(stint);

    assertThat(came).containsExactlyInAnyOrderElementsOf(values);
  }

  @Test
  void row_7_the_catalogue_names_every_type_with_its_parameters() {
    TaskType<Mail> mail = type("mail", Mail.class);
    Stint stint =
        host(
            TaskDefinition.of(mail, (wish, context) -> StepOutcome.done())
                .described("sends a letter"));

    assertThat(stint.ask().types())
        .extracting(Catalogue.TypeEntry::name)
        .containsExactly(mail.name());
    Catalogue.TypeEntry card = stint.ask().type(mail.name().value()).orElseThrow();
    assertThat(card.description()).isEqualTo("sends a letter");
    assertThat(card.parameters())
        .extracting(Catalogue.Parameter::name, Catalogue.Parameter::type, p -> p.description())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("to", "String", "who gets it"),
            org.assertj.core.groups.Tuple.tuple("copies", "int", ""));
  }

  @Test
  void row_53_a_task_that_runs_longer_than_its_type_allows_is_told_though_its_worker_lives()
      throws Exception {
    TaskType<String> type = type("long");
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch enough = new CountDownLatch(1);
    Stint stint =
        atWork(
            host(
                TaskDefinition.of(
                        type,
                        (text, context) -> {
                          begun.countDown();
                          enough.await();
                          return StepOutcome.done();
                        })
                    .longest(Duration.ofMillis(10))));
    TaskId task = stint.tasks().request(type.with("x")).id();
    begun.await();

    awaiting()
        .until(
            () ->
                stint.ask().monitor().overlong().stream()
                    .anyMatch(row -> row.standing().spec().id().equals(task)));
    assertThat(stint.ask().monitor().needsPerson()).isTrue();
    enough.countDown();
    awaiting().until(() -> status(stint, task) == TaskStatus.SUCCEEDED);
  }

  @Test
  void row_59_a_task_offers_a_link_whose_address_is_made_when_it_is_shown() {
    TaskType<String> type = type("linked");
    Stint stint =
        Stint.on(seat.stores(), seat.mutexes())
            .config(CONFIG)
            .links(link -> "https://host/" + link.route() + "/" + link.params().get("file"))
            .define(
                TaskDefinition.of(
                    type,
                    (text, context) -> {
                      context.link(ActionLink.of("First", "one").with("file", "a"));
                      context.link(ActionLink.of("Get it", "get").with("file", "b").in("_blank"));
                      return StepOutcome.done();
                    }))
            .build();
    TaskId task = stint.tasks().request(type.with("x")).id();
    assertThat(stint.ask().link(task)).isEmpty();

    pass(stint);

    assertThat(stint.ask().link(task))
        .hasValueSatisfying(
            link -> {
              assertThat(link.text()).isEqualTo("Get it");
              assertThat(link.url()).isEqualTo("https://host/get/b");
              assertThat(link.target()).isEqualTo("_blank");
            });
  }

  @Test
  void row_60_who_asked_is_told_that_the_task_goes_on_in_the_background() {
    TaskType<String> type = type("noticed");
    LinkRenderer pages =
        link ->
            "https://host/"
                + link.route()
                + Optional.ofNullable(link.params().get("id")).map(id -> "/" + id).orElse("");
    Stint stint =
        Stint.on(seat.stores(), seat.mutexes())
            .config(CONFIG)
            .links(pages)
            .define(TaskDefinition.of(type, noting()))
            .build();
    TaskId task = stint.tasks().request(type.with("x").named("Year's end")).id();

    assertThat(stint.ask().notice(task))
        .hasValueSatisfying(
            words ->
                assertThat(words)
                    .contains("Year's end", task.toString())
                    .contains("https://host/tasks/" + task)
                    .endsWith("all tasks at https://host/tasks"));
  }

  @Test
  void row_61_waiting_ends_with_the_task_or_with_the_time_given() throws Exception {
    TaskType<String> type = type("awaited");
    Stint stint = host(TaskDefinition.of(type, noting()));
    TaskId task = stint.tasks().request(type.with("x")).id();

    assertThat(stint.ask().await(task, Duration.ofMillis(1)))
        .hasValueSatisfying(row -> assertThat(over(row)).isFalse());
    atWork(stint);
    assertThat(stint.ask().await(task)).hasValueSatisfying(row -> assertThat(over(row)).isTrue());
    assertThat(stint.ask().awaitAsync(task).toCompletableFuture().get())
        .matches(r -> over(r.get()));
  }

  private static boolean over(TaskRow row) {
    return row.standing().run().status().finished();
  }

  @Test
  void row_67_a_type_or_key_is_active_until_its_last_task_is_over_failed_ones_included() {
    TaskType<String> type = type("active");
    Stint stint = host(TaskDefinition.of(type, noting()));
    String name = type.name().value();
    assertThat(stint.ask().existsActive(name)).isFalse();
    stint.tasks().request(type.with("bad").key(own("key")));
    assertThat(stint.ask().existsActive(name)).isTrue();
    assertThat(stint.ask().existsActiveKey(own("key"))).isTrue();

    pass(stint);

    assertThat(stint.ask().existsActive(name)).isFalse();
    assertThat(stint.ask().existsActiveKey(own("key"))).isFalse();
  }

  @Test
  void row_74_owners_see_their_own_tasks_and_administrators_and_developers_all() {
    TaskType<String> type = type("private");
    Stint stint = host(TaskDefinition.of(type, noting()));
    TaskId task = stint.tasks().request(type.with("x").owner("ann")).id();
    Principal ann = Principal.of("ann");
    Principal eve = Principal.of("eve");
    Principal dev = Principal.of("dan", Principal.Role.DEVELOPER);
    Principal admin = Principal.of("root", Principal.Role.ADMINISTRATOR);

    assertThat(List.of(ann, dev, admin))
        .allMatch(who -> stint.as(who).ask().find(task).isPresent());
    AskTasks hers = stint.as(eve).ask();
    assertThat(hers.find(task)).isEmpty();
    assertThat(hers.list(of(type))).isEmpty();
    assertThat(stint.as(eve).steer().cancel(List.of(task)).get(0).result().name())
        .isNotEqualTo("DONE");
    assertThat(status(stint, task)).isEqualTo(TaskStatus.PENDING);
    assertThat(stint.as(admin).steer().cancel(List.of(task)).get(0).result().name())
        .isEqualTo("DONE");
  }

  @Test
  void row_83_the_list_is_filtered_paged_and_may_hide_what_succeeded() {
    TaskType<String> type = type("listed");
    Stint stint = host(TaskDefinition.of(type, noting()));
    stint
        .tasks()
        .requestAll(
            List.of(
                type.with("good").named("Letter one"),
                type.with("bad").named("Letter two"),
                type.with("good").named("Parcel")));
    pass(stint);
    TaskSearch mine = TaskSearch.ALL.type(type.name().value());

    TaskSearch.Page first = stint.ask().search(mine.limit(2));
    assertThat(first.tasks()).extracting(AskRows::nameOf).containsExactly("Parcel", "Letter two");
    TaskSearch.Page second = stint.ask().search(mine.limit(2).after(first.next().orElseThrow()));
    assertThat(second.tasks()).extracting(AskRows::nameOf).containsExactly("Letter one");
    assertThat(stint.ask().search(mine.hideSucceeded()).tasks()).hasSize(1);
    assertThat(stint.ask().search(mine.nameHas("letter")).tasks()).hasSize(2);
    assertThat(stint.ask().search(mine.within(Duration.ofDays(1))).tasks()).hasSize(3);
  }

  @Test
  void row_83_the_list_is_sorted_and_cut_by_dates_page_by_page_as_the_rules_say_of_its_rows() {
    TaskType<String> type = type("sorted");
    Stint stint = host(TaskDefinition.of(type, noting()));
    List<Request<?>> requests = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      Request<String> request = type.with(i % 5 == 0 ? "bad" : "good").priority(i % 3);
      requests.add(i % 4 == 0 ? request.dueIn(Duration.ofHours(1 + i % 3)) : request);
    }
    stint.tasks().requestAll(requests);
    pass(stint);
    TaskSearch mine = TaskSearch.ALL.type(type.name().value());
    List<TaskRow> all = stint.ask().search(mine).tasks();
    assertThat(all).hasSize(24);

    for (TaskOrder order : TaskOrder.values()) {
      assertThat(paged(stint, mine.order(order).limit(5)))
          .as("%s", order)
          .isEqualTo(inOrder(all, order))
          .hasSize(order == TaskOrder.FINISHED ? 18 : 24);
    }
    Instant middle = inOrder(all, TaskOrder.FINISHED).get(9).finished().orElseThrow();
    List<TaskRow> late = paged(stint, mine.finishedFrom(middle).limit(4));
    List<TaskRow> early = paged(stint, mine.finishedUntil(middle).order(TaskOrder.DUE).limit(4));
    assertThat(late).isNotEmpty().allMatch(r -> !r.finished().orElseThrow().isBefore(middle));
    assertThat(early).allMatch(row -> row.finished().orElseThrow().isBefore(middle));
    assertThat(late.size() + early.size()).isEqualTo(18);
    assertThat(paged(stint, mine.requestedUntil(all.get(0).requested())))
        .doesNotContain(all.get(0));
    assertThat(paged(stint, mine.requestedFrom(all.get(0).requested()))).contains(all.get(0));
  }

  private static List<TaskRow> paged(Stint stint, TaskSearch search) {
    List<TaskRow> rows = new ArrayList<>();
    Optional<TaskSearch> next = Optional.of(search);
    while (next.isPresent()) {
      TaskSearch.Page page = stint.ask().search(next.get());
      rows.addAll(page.tasks());
      next = page.next().map(search::after);
    }
    return rows;
  }

  private static List<TaskRow> inOrder(List<TaskRow> rows, TaskOrder order) {
    return rows.stream()
        .filter(row -> row.place(order).isPresent())
        .sorted(Comparator.comparing(row -> row.place(order).orElseThrow(), order.comparator()))
        .toList();
  }

  private static String nameOf(TaskRow row) {
    return row.standing().spec().name().orElse("");
  }

  @Test
  void row_95_the_monitor_counts_what_stands_and_finds_what_needs_a_person() {
    TaskType<String> type = type("watched");
    Stint stint = host(TaskDefinition.of(type, noting()));
    TaskId failed = stint.tasks().request(type.with("bad")).id();
    pass(stint);
    stint.tasks().request(type.with("good"));

    var monitor = stint.ask().monitor();

    assertThat(monitor.failed()).anyMatch(row -> row.standing().spec().id().equals(failed));
    assertThat(monitor.findings()).anyMatch(words -> words.contains("failed in the last day"));
    assertThat(monitor.oldest()).isPresent();
    assertThat(monitor.counts())
        .anyMatch(c -> c.line().type().equals(type.name()) && c.status() == TaskStatus.PENDING);
  }
}
