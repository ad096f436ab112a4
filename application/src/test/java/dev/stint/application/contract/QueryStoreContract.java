package dev.stint.application.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.spi.Checkpoint;
import dev.stint.application.spi.CheckpointResult;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.NewTask;
import dev.stint.application.spi.Notes;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.Due;
import dev.stint.domain.Lane;
import dev.stint.domain.Message;
import dev.stint.domain.Owner;
import dev.stint.domain.Payload;
import dev.stint.domain.QueueName;
import dev.stint.domain.SetAside;
import dev.stint.domain.TaskId;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.life.Await;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.life.Waiting;
import dev.stint.domain.life.WriteKey;
import dev.stint.domain.task.ReadyDepth;
import dev.stint.domain.task.TaskCount;
import dev.stint.domain.task.TaskFilter;
import dev.stint.domain.task.TaskMessage;
import dev.stint.domain.task.TaskRow;
import dev.stint.domain.task.VersionedTask;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What people can see. */
public abstract class QueryStoreContract extends Contract {

  private static final TaskId ONE = Sample.id(1);
  private static final TaskFilter ALL =
      new TaskFilter(
          Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 9);

  private TaskRow found(TaskId id) {
    return stores.queries().find(id).orElseThrow();
  }

  private List<TaskId> listed(TaskFilter filter) {
    return stores.queries().list(filter).stream().map(r -> r.standing().spec().id()).toList();
  }

  private static TaskFilter statuses(TaskStatus... statuses) {
    return ALL.statuses(Set.of(statuses));
  }

  @Test
  void a_task_is_found_as_it_stands_with_its_times() {
    Instant requested = now();
    insert(Sample.of(1).interactive().priority(4));
    TaskRow waiting = found(ONE);
    fixture.advance(Duration.ofSeconds(2));
    Claim claim = claimOne();
    TaskRow running = found(ONE);
    fixture.advance(Duration.ofSeconds(3));
    end(claim, Sample.done());
    TaskRow finished = found(ONE);

    assertThat(waiting.standing()).isEqualTo(before(requested, waiting));
    assertThat(running.started()).contains(requested.plusSeconds(2));
    assertThat(running.finished()).isEmpty();
    assertThat(running.standing()).isEqualTo(runningStanding(running));
    assertThat(finished.standing()).isEqualTo(standing(ONE));
    assertThat(finished.requested()).isEqualTo(requested);
    assertThat(finished.started()).contains(requested.plusSeconds(2));
    assertThat(finished.finished()).contains(requested.plusSeconds(5));
  }

  private static VersionedTask before(Instant requested, TaskRow row) {
    assertThat(row.requested()).isEqualTo(requested);
    assertThat(row.due()).isEqualTo(requested);
    assertThat(row.started()).isEmpty();
    assertThat(row.finished()).isEmpty();
    assertThat(row.standing().spec())
        .isEqualTo(Sample.of(1).interactive().priority(4).make().spec());
    return row.standing();
  }

  private VersionedTask runningStanding(TaskRow row) {
    assertThat(row.standing().worker()).contains(worker);
    assertThat(row.standing().run().status()).isEqualTo(TaskStatus.RUNNING);
    return row.standing();
  }

  @Test
  void only_tasks_that_are_there_are_found() {
    insert(Sample.of(1));

    assertThat(stores.queries().find(Sample.id(2))).isEmpty();
    assertThat(stores.queries().history(Sample.id(2), 9, 0)).isEmpty();
    assertThat(stores.queries().messages(Sample.id(2))).isEmpty();
    assertThat(stores.queries().find(ONE)).isPresent();
  }

  @Test
  void a_key_names_its_task() {
    insert(Sample.of(1).active("key"), Sample.of(2).always("other"));

    assertThat(stores.queries().byKey(Sample.of(1).active("key").key().orElseThrow()))
        .contains(ONE);
    assertThat(stores.queries().byKey(Sample.of(1).always("other").key().orElseThrow()))
        .contains(Sample.id(2));
    assertThat(stores.queries().byKey(Sample.of(1).active("third").key().orElseThrow())).isEmpty();
  }

  @Test
  void the_newest_are_listed_first_live_and_finished_and_page_by_page() {
    insert(Sample.of(2));
    end(claimOne(), Sample.done());
    insert(Sample.of(1), Sample.of(4), Sample.of(3));

    assertThat(listed(ALL)).containsExactly(Sample.id(4), Sample.id(3), Sample.id(2), ONE);
    assertThat(listed(page(Optional.empty(), 2))).containsExactly(Sample.id(4), Sample.id(3));
    assertThat(listed(page(Optional.of(Sample.id(3)), 2))).containsExactly(Sample.id(2), ONE);
    assertThat(listed(page(Optional.of(ONE), 2))).isEmpty();
  }

  private static TaskFilter page(Optional<TaskId> before, int limit) {
    return new TaskFilter(Set.of(), ALL.type(), ALL.queue(), ALL.owner(), before, limit);
  }

  @Test
  void the_list_shows_what_find_shows() {
    insert(Sample.of(1), Sample.of(2));
    end(claimOne(), Sample.done());

    assertThat(stores.queries().list(ALL)).containsExactly(found(Sample.id(2)), found(ONE));
  }

  @Test
  void only_statuses_asked_for_are_listed() {
    insert(Sample.of(1), Sample.of(2), Sample.of(3).run(Sample.run(TaskStatus.PAUSED)));
    end(claimOne(), Sample.done());

    assertThat(listed(statuses(TaskStatus.PENDING))).containsExactly(Sample.id(2));
    assertThat(listed(statuses(TaskStatus.SUCCEEDED, TaskStatus.PAUSED)))
        .containsExactly(Sample.id(3), ONE);
    assertThat(listed(statuses(TaskStatus.FAILED))).isEmpty();
  }

  @Test
  void only_the_type_queue_and_owner_asked_for_are_listed() {
    insert(Sample.of(1), Sample.of(2).in(Sample.OTHER_LINE));
    QueueName queue = Sample.OTHER_LINE.queue();

    assertThat(listed(only(Optional.of(Sample.TYPE), Optional.empty(), Optional.empty())))
        .containsExactly(Sample.id(2), ONE);
    assertThat(listed(only(Optional.empty(), Optional.of(queue), Optional.empty())))
        .containsExactly(Sample.id(2));
    assertThat(listed(only(Optional.empty(), Optional.empty(), Optional.of(new Owner("owner")))))
        .hasSize(2);
    assertThat(listed(only(Optional.empty(), Optional.empty(), Optional.of(new Owner("own")))))
        .isEmpty();
    assertThat(
            listed(
                only(
                    Optional.of(new TaskTypeName("stranger")), Optional.empty(), Optional.empty())))
        .isEmpty();
  }

  private static TaskFilter only(
      Optional<TaskTypeName> type, Optional<QueueName> queue, Optional<Owner> owner) {
    return new TaskFilter(Set.of(), type, queue, owner, Optional.empty(), 9);
  }

  @Test
  void a_tombstone_is_found_and_neither_listed_nor_counted() {
    insert(Sample.of(1), Sample.of(2));
    Claim claim = claimOne();
    settle(claim.key().next(), Sample.done(), Notes.NONE, Duration.ZERO);

    assertThat(found(ONE).standing().run().status()).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(listed(ALL)).containsExactly(Sample.id(2));
    assertThat(stores.queries().counts())
        .containsExactly(new TaskCount(Sample.LINE, Lane.BACKGROUND, TaskStatus.PENDING, 1));
  }

  @Test
  void messages_are_told_oldest_first_with_the_time_of_the_store() {
    Claim claim = running(Sample.of(1));
    Instant first = now();
    settle(claim.key().next(), Sample.yielded("row 1"), saying("a", "b"), KEEP);
    fixture.advance(Duration.ofSeconds(2));
    settle(claimOne().key().next(), Sample.done(), saying("c"), KEEP);

    assertThat(stores.queries().messages(ONE))
        .containsExactly(noted(first, "a"), noted(first, "b"), noted(now(), "c"));
  }

  private static TaskMessage noted(Instant at, String text) {
    return new TaskMessage(at, new Message(Message.Level.INFO, text));
  }

  private static Notes saying(String... texts) {
    List<Message> messages =
        IntStream.range(0, texts.length)
            .mapToObj(i -> new Message(Message.Level.INFO, texts[i]))
            .toList();
    return noting(messages);
  }

  private static Notes noting(List<Message> messages) {
    return new Notes(Optional.empty(), Optional.empty(), Optional.empty(), messages, List.of());
  }

  @Test
  void a_milestone_and_a_link_are_kept_beside_a_thousand_ordinary_messages() {
    WriteKey first = running(Sample.of(1)).key().next();
    checkpoint(first, many(1_000, Message.Level.INFO));
    Message tooMany = new Message(Message.Level.ERROR, "too many");
    Message half = new Message(Message.Level.MILESTONE, "half");
    Message link = new Message(Message.Level.LINK, "link");
    Message newer = new Message(Message.Level.LINK, "newer");
    Message whole = new Message(Message.Level.MILESTONE, "whole");

    checkpoint(first.next(), List.of(tooMany, half, link, tooMany));
    settle(
        first.next().next(), Sample.done(), noting(List.of(newer, tooMany, whole, tooMany)), KEEP);

    List<Message> told = told();
    assertThat(told)
        .hasSize(1_004)
        .startsWith(many(1_000, Message.Level.INFO).toArray(Message[]::new));
    assertThat(told.subList(1_000, 1_004)).containsExactly(half, link, newer, whole);
  }

  @Test
  void at_most_two_thousand_messages_are_kept_whatever_they_are() {
    WriteKey first = running(Sample.of(1)).key().next();
    Message last = new Message(Message.Level.INFO, "last");
    List<Message> marks = many(1_999, Message.Level.MILESTONE);

    checkpoint(first, marks);
    checkpoint(first.next(), List.of(last, new Message(Message.Level.WARNING, "too many")));
    settle(first.next().next(), Sample.done(), noting(many(1, Message.Level.LINK)), KEEP);

    List<Message> told = told();
    assertThat(told).hasSize(2_000).endsWith(last);
    assertThat(told.subList(0, 1_999)).isEqualTo(marks);
  }

  private List<Message> told() {
    return stores.queries().messages(ONE).stream().map(TaskMessage::message).toList();
  }

  private static List<Message> many(int count, Message.Level level) {
    return IntStream.range(0, count).mapToObj(i -> new Message(level, "number " + i)).toList();
  }

  private void checkpoint(WriteKey key, List<Message> messages) {
    Checkpoint said = new Checkpoint(key, Sample.at("row 1"), noting(messages));
    assertThat(stores.runs().checkpoint(List.of(said)))
        .extracting(CheckpointResult::landing)
        .containsExactly(WriteResult.APPLIED);
  }

  @Test
  void items_set_aside_are_told_page_by_page_each_once() {
    List<SetAside> items =
        IntStream.range(0, 5)
            .mapToObj(i -> new SetAside("row " + i, Payload.of("content " + i), "why " + i))
            .toList();
    Notes notes = new Notes(Optional.empty(), Optional.empty(), Optional.empty(), List.of(), items);
    settle(running(Sample.of(1)).key().next(), Sample.yielded("row 5"), notes, KEEP);
    settle(claimOne().key().next(), Sample.done(), notes, KEEP);

    List<SetAside> all = stores.queries().setAside(ONE, 9, 0);

    assertThat(all).containsExactlyInAnyOrderElementsOf(items);
    assertThat(stores.queries().setAside(ONE, 2, 0)).isEqualTo(all.subList(0, 2));
    assertThat(stores.queries().setAside(ONE, 2, 4)).isEqualTo(all.subList(4, 5));
  }

  @Test
  void an_item_that_is_set_aside_again_keeps_its_place_among_those_left() {
    List<SetAside> items =
        IntStream.range(0, 5)
            .mapToObj(i -> new SetAside("row " + i, Payload.of("content"), "why"))
            .toList();
    WriteKey first = running(Sample.of(1)).key().next();
    aside(first, items, List.of());
    List<SetAside> left = new ArrayList<>(stores.queries().setAside(ONE, 9, 0));
    SetAside again = new SetAside(left.get(1).item(), Payload.of("other"), "another");
    String redone = left.get(0).item();

    aside(first.next(), List.of(again), List.of(redone));

    left.set(1, again);
    assertThat(stores.queries().setAside(ONE, 9, 0)).isEqualTo(left.subList(1, 5));
  }

  private void aside(WriteKey key, List<SetAside> items, List<String> redone) {
    Notes notes =
        new Notes(Optional.empty(), Optional.empty(), Optional.empty(), List.of(), items, redone);
    stores.runs().checkpoint(List.of(new Checkpoint(key, Sample.at("row 1"), notes)));
  }

  @Test
  void tasks_are_counted_by_line_lane_and_status() {
    insert(Sample.of(1), Sample.of(2), Sample.of(3), Sample.of(4).interactive());
    insert(Sample.of(5).in(Sample.OTHER_LINE));
    end(claimOne(), Sample.done());
    claimOne();

    assertThat(stores.queries().counts())
        .containsExactlyInAnyOrder(
            new TaskCount(Sample.LINE, Lane.INTERACTIVE, TaskStatus.SUCCEEDED, 1),
            new TaskCount(Sample.LINE, Lane.BACKGROUND, TaskStatus.RUNNING, 1),
            new TaskCount(Sample.LINE, Lane.BACKGROUND, TaskStatus.PENDING, 2),
            new TaskCount(Sample.OTHER_LINE, Lane.BACKGROUND, TaskStatus.PENDING, 1));
  }

  @Test
  void a_task_that_waits_for_another_is_no_part_of_the_depth_though_a_worker_may_look() {
    insert(Sample.of(1));
    NewTask plain = Sample.of(2).make();
    Await first = new Await(Sample.id(1), Optional.empty(), Await.Accepts.ANY_END);
    stores.requests().insert(List.of(new NewTask(plain.spec(), Waiting.first(first), Due.NOW)));

    assertThat(stores.queries().depths()).singleElement().matches(depth -> depth.ready() == 1);
    assertThat(ids(claim(2))).containsExactlyInAnyOrder(Sample.id(1), Sample.id(2));
    assertThat(stores.queries().depths()).isEmpty();
  }

  @Test
  void the_depth_of_a_line_counts_what_is_ready_and_since_when() {
    Instant first = now();
    insert(Sample.of(1), Sample.of(9).run(Sample.run(TaskStatus.PAUSED)));
    fixture.advance(Duration.ofSeconds(5));
    insert(Sample.of(2), Sample.of(3).interactive());
    insert(Sample.of(8).due(Due.in(Duration.ofSeconds(60))));

    assertThat(stores.queries().depths())
        .containsExactlyInAnyOrder(
            new ReadyDepth(Sample.LINE, Lane.BACKGROUND, 2, first),
            new ReadyDepth(Sample.LINE, Lane.INTERACTIVE, 1, now()));
  }

  @Test
  void the_lines_are_those_with_ready_tasks_suspects_counted() {
    insert(Sample.of(1).in(Sample.OTHER_LINE), Sample.of(2).due(Due.in(Duration.ofSeconds(60))));
    assertThat(stores.queries().lines()).containsExactly(Sample.OTHER_LINE);
    insert(Sample.of(3));
    assertThat(stores.queries().lines()).containsExactlyInAnyOrder(Sample.LINE, Sample.OTHER_LINE);
    Claim claim = claimOne();
    assertThat(stores.queries().lines()).containsExactly(Sample.OTHER_LINE);

    end(claim, Sample.suspect());

    assertThat(stores.queries().lines()).containsExactlyInAnyOrder(Sample.LINE, Sample.OTHER_LINE);
  }

  @Test
  void workers_are_seen_with_the_time_of_their_last_renewal() {
    fixture.advance(Duration.ofSeconds(4));
    stores.workers().renew(worker);
    Instant renewed = now();
    fixture.advance(Duration.ofSeconds(1));
    register(Sample.worker(2));

    assertThat(stores.queries().workers())
        .extracting(w -> w.id(), w -> w.renewed(), w -> w.live())
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(worker, renewed, true),
            org.assertj.core.groups.Tuple.tuple(Sample.worker(2), now(), true));
  }

  @Test
  void health_tells_the_time_of_the_store() {
    Instant before = stores.queries().health().now();
    fixture.advance(Duration.ofSeconds(7));

    assertThat(stores.queries().health().now()).isEqualTo(before.plusSeconds(7));
    assertThat(stores.queries().health().store()).isNotBlank();
    assertThat(stores.queries().health().schema()).isPositive();
  }
}
