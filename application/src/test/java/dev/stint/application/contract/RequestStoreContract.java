package dev.stint.application.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.stint.application.spi.Claim;
import dev.stint.application.spi.Inserted;
import dev.stint.application.spi.NewTask;
import dev.stint.application.spi.Notes;
import dev.stint.application.spi.Steer;
import dev.stint.application.spi.SteerStore.Sweep;
import dev.stint.domain.Due;
import dev.stint.domain.IdempotencyKey;
import dev.stint.domain.Line;
import dev.stint.domain.Owner;
import dev.stint.domain.Payload;
import dev.stint.domain.SerialKey;
import dev.stint.domain.TaskId;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.life.Await;
import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.Steering;
import dev.stint.domain.life.Waiting;
import dev.stint.domain.task.TaskFilter;
import dev.stint.domain.task.TaskSpec;
import dev.stint.domain.task.VersionedTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Which requests become tasks, and what the others are answered. */
public abstract class RequestStoreContract extends Contract {

  private static final IdempotencyKey KEY = new IdempotencyKey("key", IdempotencyKey.Scope.ACTIVE);

  private List<Inserted> ask(Sample... samples) {
    return stores.requests().insert(Arrays.stream(samples).map(Sample::make).toList());
  }

  private static Inserted made(int number) {
    return new Inserted(Sample.id(number), true, false);
  }

  private static Inserted first(int number) {
    return new Inserted(Sample.id(number), false, false);
  }

  private static Inserted otherwise(int number) {
    return new Inserted(Sample.id(number), false, true);
  }

  /** The same arguments for every number, so that only the key differs. */
  private static Sample same(int number) {
    return Sample.of(number).arguments(Payload.of("same"));
  }

  private void finish() {
    end(claimOne(), Sample.done());
  }

  @Test
  void what_was_stored_is_what_was_asked_for() {
    Sample asked = Sample.of(1).interactive().priority(-4).always("key");

    assertThat(ask(asked)).containsExactly(made(1));

    assertThat(standing(Sample.id(1)).spec()).isEqualTo(asked.make().spec());
    assertThat(standing(Sample.id(1)).run()).isEqualTo(asked.run());
  }

  private List<Inserted> askFresh(Sample... samples) {
    return stores
        .requests()
        .insert(Arrays.stream(samples).map(Sample::make).map(NewTask::asFresh).toList());
  }

  @Test
  void fresh_tasks_are_stored_as_they_were_asked_for_alone_and_beside_others() {
    Sample paused = Sample.of(3).run(Steering.pause(Run.NEW).orElseThrow().run());
    Due later = Due.in(Duration.ofSeconds(60));
    Sample waiting = Sample.of(4).run(Waiting.first(Await.success(Sample.id(1)))).due(later);
    Sample[] batch = {
      Sample.of(2).interactive().priority(-4),
      paused,
      waiting,
      Sample.of(5).due(later),
      Sample.of(6)
    };
    assertThat(askFresh(Sample.of(1))).containsExactly(made(1));
    assertThat(askFresh(batch)).containsExactly(made(2), made(3), made(4), made(5), made(6));

    for (Sample one : batch) {
      assertThat(standing(one.id()).spec()).isEqualTo(one.make().spec());
      assertThat(standing(one.id()).run()).isEqualTo(one.run());
    }
    assertThat(ids(claim(9))).containsExactly(Sample.id(2), Sample.id(1), Sample.id(6));
  }

  @Test
  void as_many_as_the_store_takes_at_once_go_in_the_order_asked_with_and_without_keys() {
    int many = stores.requests().largestInsert();
    List<NewTask> fresh = new ArrayList<>();
    List<NewTask> keyed = new ArrayList<>();
    for (int i = 1; i <= many; i++) {
      fresh.add(Sample.of(i).make().asFresh());
      keyed.add(Sample.of(many + i).active("key " + (i + 1) / 2).make());
    }

    assertThat(stores.requests().insert(fresh))
        .allMatch(Inserted::isNew)
        .extracting(Inserted::id)
        .containsExactlyElementsOf(fresh.stream().map(t -> t.spec().id()).toList());
    List<Inserted> answers = stores.requests().insert(keyed);

    for (int i = 0; i < many; i++) {
      TaskId first = keyed.get(i - i % 2).spec().id();
      assertThat(answers.get(i).id()).isEqualTo(first);
      assertThat(answers.get(i).isNew()).isEqualTo(i % 2 == 0);
    }
    assertThat(ids(claim(3))).containsExactly(Sample.id(1), Sample.id(2), Sample.id(3));
  }

  /** The options carry the trace of whoever asked: many of one call have one, else each its own. */
  @Test
  void options_as_large_as_a_trace_come_back_alike_or_not_and_stay_when_restarted() {
    Payload one = options('1');
    Payload two = options('2');
    insertWith(1, one);
    insertWith(2, one, one);
    insertWith(4, two, Payload.NONE, one);

    List<Claim> claims = claim(9);
    assertThat(claims)
        .extracting(c -> Sample.number(c.spec().id()), c -> c.spec().options())
        .containsExactlyInAnyOrder(
            tuple(1, one),
            tuple(2, one),
            tuple(3, one),
            tuple(4, two),
            tuple(5, Payload.NONE),
            tuple(6, one));
    claims.forEach(c -> end(c, Sample.done()));
    VersionedTask over = standing(Sample.id(4));
    assertThat(over.spec().options()).isEqualTo(two);
    Outcome again = Steering.restart(over.run()).orElseThrow();
    stores.steering().steer(List.of(new Steer.Move(over, again, KEEP)));

    assertThat(claimOne().spec().options()).isEqualTo(two);
  }

  private static Payload options(char mark) {
    return Payload.of("{\"trace\":\"" + String.valueOf(mark).repeat(1_024) + "\"}");
  }

  private void insertWith(int first, Payload... options) {
    List<NewTask> tasks = new ArrayList<>();
    for (int i = 0; i < options.length; i++) {
      NewTask made = Sample.of(first + i).make();
      TaskSpec s = made.spec();
      TaskSpec spec =
          new TaskSpec(
              s.id(),
              s.line(),
              s.lane(),
              s.priority(),
              s.version(),
              s.arguments(),
              s.plan(),
              options[i],
              s.name(),
              s.owner(),
              s.key(),
              s.serialKey());
      tasks.add(new NewTask(spec, made.run(), made.due()).asFresh());
    }
    stores.requests().insert(tasks);
  }

  @Test
  void a_fresh_task_that_is_there_all_the_same_holds_up_nobody_beside_it() {
    ask(Sample.of(2));

    assertThat(askFresh(Sample.of(1), Sample.of(2), Sample.of(3)))
        .containsExactly(made(1), first(2), made(3));
    assertThat(claim(9)).hasSize(3);
  }

  @Test
  void fresh_tasks_keep_their_keys_and_their_turns() {
    assertThat(askFresh(same(1).active("key"), same(2).active("key"), same(3).serial("turn")))
        .containsExactly(made(1), first(1), made(3));
    assertThat(askFresh(same(4).serial("turn"), same(5))).containsExactly(made(4), made(5));

    assertThat(ids(claim(9))).containsExactly(Sample.id(1), Sample.id(3), Sample.id(5));
  }

  @Test
  void a_repeat_with_the_same_id_makes_no_second_task() {
    assertThat(ask(Sample.of(1))).containsExactly(made(1));
    assertThat(ask(Sample.of(1))).containsExactly(first(1));
    finish();
    assertThat(ask(Sample.of(1))).containsExactly(first(1));

    assertThat(claim(9)).isEmpty();
  }

  @Test
  void each_request_of_a_batch_has_its_own_answer_in_the_order_asked() {
    ask(same(2).active("key"), same(3));

    assertThat(ask(same(9), same(8).active("key"), same(3), same(1)))
        .containsExactly(made(9), first(2), first(3), made(1));
  }

  @Test
  void an_active_key_answers_its_task_until_that_is_over() {
    ask(same(1).active("key"));
    assertThat(ask(same(2).active("key"))).containsExactly(first(1));
    finish();

    assertThat(ask(same(3).active("key"))).containsExactly(made(3));
    assertThat(ask(same(4).active("key"))).containsExactly(first(3));
    assertThat(stores.queries().byKey(KEY)).contains(Sample.id(3));
  }

  @Test
  void an_always_key_answers_its_task_also_when_that_is_over() {
    ask(same(1).always("key"));
    finish();

    assertThat(ask(same(2).always("key"))).containsExactly(first(1));
  }

  @Test
  void an_always_key_answers_for_a_day_also_when_its_task_is_gone() {
    ask(same(1).always("key"));
    Claim claim = claimOne();
    settle(claim.key().next(), Sample.done(), Notes.NONE, Duration.ZERO);
    fixture.advance(Duration.ofHours(24).minusMillis(1));
    clean();
    assertThat(stores.runs().standing(Sample.id(1))).isEmpty();
    assertThat(ask(same(2).always("key"))).containsExactly(first(1));

    fixture.advance(Duration.ofMillis(1));
    clean();

    assertThat(ask(same(3).always("key"))).containsExactly(made(3));
  }

  private void clean() {
    stores.steering().clean(new Sweep(Set.of(), Set.of(), Optional.empty(), false, false, 99));
  }

  @Test
  void an_active_key_of_a_task_that_is_gone_passes_on() {
    ask(same(1).active("key"));
    settle(claimOne().key().next(), Sample.done(), Notes.NONE, Duration.ZERO);
    fixture.advance(Duration.ofMinutes(10));
    clean();

    assertThat(ask(same(2).active("key"))).containsExactly(made(2));
  }

  @Test
  void the_same_key_with_other_arguments_answers_the_first_task_and_says_so() {
    ask(Sample.of(1).active("key"));

    assertThat(ask(Sample.of(2).active("key"))).containsExactly(otherwise(1));
  }

  @Test
  void the_same_key_of_another_type_answers_the_first_task_and_says_so() {
    ask(same(1).active("key"), same(2).always("always"));

    assertThat(ask(ofAnotherType(3).active("key"))).containsExactly(otherwise(1));
    assertThat(ask(ofAnotherType(4).always("always"))).containsExactly(otherwise(2));
    assertThat(ask(same(5).in(Sample.OTHER_LINE).active("key"))).containsExactly(first(1));
    assertThat(ask(same(6).active("new"), ofAnotherType(7).active("new")))
        .containsExactly(made(6), otherwise(6));
  }

  private static Sample ofAnotherType(int number) {
    Line line = new Line(Sample.LINE.queue(), new TaskTypeName("another"));
    return same(number).in(line);
  }

  @Test
  void an_id_that_is_taken_by_another_type_or_arguments_says_so() {
    ask(same(1), same(2).active("key"));

    for (int round = 0; round < 2; round++) {
      assertThat(ask(Sample.of(1))).containsExactly(otherwise(1));
      assertThat(ask(ofAnotherType(1))).containsExactly(otherwise(1));
      assertThat(ask(same(1))).containsExactly(first(1));
      assertThat(ask(ofAnotherType(1).active("free" + round))).containsExactly(otherwise(1));
      assertThat(ask(Sample.of(2).active("key"))).containsExactly(otherwise(2));
      assertThat(ask(same(2).active("key"))).containsExactly(first(2));
      finish();
    }
    assertThat(ask(same(3), Sample.of(3), same(3), ofAnotherType(3)))
        .containsExactly(made(3), otherwise(3), first(3), otherwise(3));
  }

  @Test
  void an_id_of_a_key_that_passed_on_still_says_what_it_has() {
    ask(same(1).active("key"));
    finish();
    ask(same(2).active("key"));

    assertThat(ask(Sample.of(1).active("key"))).containsExactly(otherwise(1));
    assertThat(ask(ofAnotherType(1).active("key"))).containsExactly(otherwise(1));
  }

  @Test
  void an_always_key_after_an_active_one_takes_it_once_its_task_is_over() {
    ask(same(1).active("key"));
    assertThat(ask(same(2).always("key"))).containsExactly(first(1));
    finish();

    assertThat(ask(same(3).always("key"))).containsExactly(made(3));
    finish();
    assertThat(ask(same(4).always("key"))).containsExactly(first(3));
    assertThat(ask(same(5).active("key"))).containsExactly(first(3));
  }

  @Test
  void an_always_key_after_an_active_one_takes_it_also_when_its_task_is_gone() {
    ask(same(1).active("key"));
    settle(claimOne().key().next(), Sample.done(), Notes.NONE, Duration.ZERO);
    assertThat(ask(same(2).always("key"))).containsExactly(made(2));
    settle(claimOne().key().next(), Sample.done(), Notes.NONE, Duration.ZERO);
    fixture.advance(Duration.ofMinutes(11));
    clean();

    assertThat(ask(same(3).active("key"))).containsExactly(first(2));
    assertThat(ask(same(4).always("key"))).containsExactly(first(2));
  }

  @Test
  void keys_of_different_owners_never_meet_and_are_read_back() {
    Owner ann = new Owner("ann");
    Owner bob = new Owner("Ann");
    String longest = "\u20AC".repeat(200);
    IdempotencyKey key = IdempotencyKey.named(longest, IdempotencyKey.Scope.ACTIVE);
    SerialKey serial = SerialKey.named(longest);
    Sample anns = same(1).active(key.ownedBy(ann).value()).serial(serial.ownedBy(ann).value());
    Sample bobs = same(2).active(key.ownedBy(bob).value()).serial(serial.ownedBy(bob).value());
    Sample plain = same(3).active(longest).serial(longest);

    assertThat(ask(anns, bobs, plain)).containsExactly(made(1), made(2), made(3));

    assertThat(claim(9)).hasSize(3);
    assertThat(standing(Sample.id(1)).spec()).isEqualTo(anns.make().spec());
    assertThat(standing(Sample.id(2)).spec()).isEqualTo(bobs.make().spec());
    assertThat(ask(same(4).active(key.ownedBy(bob).value()))).containsExactly(first(2));
    assertThat(stores.queries().byKey(key.ownedBy(ann))).contains(Sample.id(1));
    assertThat(stores.queries().byKey(key)).contains(Sample.id(3));
    assertThat(stores.queries().list(TaskFilter.newest(9).serialKey(serial.ownedBy(bob))))
        .extracting(r -> r.standing().spec().id())
        .containsExactly(Sample.id(2));
  }

  @Test
  void two_requests_of_one_key_in_one_batch_make_one_task() {
    assertThat(ask(same(1).active("key"), same(2).active("key")))
        .containsExactly(made(1), first(1));
    assertThat(ask(same(3).always("other"), same(4).always("other")))
        .containsExactly(made(3), first(3));
    assertThat(claim(9)).hasSize(2);
  }

  @Test
  void two_requests_of_one_id_in_one_batch_make_one_task() {
    assertThat(ask(same(1), same(1))).containsExactly(made(1), first(1));
  }

  @Test
  void a_repeat_that_comes_after_its_key_passed_on_answers_its_own_task() {
    ask(same(1).active("key"));
    finish();
    ask(same(2).active("key"));

    assertThat(ask(same(1).active("key"))).containsExactly(first(1));
    finish();
    assertThat(ask(same(1).active("key"))).containsExactly(first(1));
    assertThat(stores.queries().byKey(KEY)).contains(Sample.id(2));
  }

  @Test
  void of_many_that_ask_at_once_with_one_key_one_wins() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Inserted>> askers = new ArrayList<>();
      for (int i = 1; i <= 24; i++) {
        Sample sample = same(i).active("key");
        askers.add(threads.submit(() -> ask(sample).get(0)));
      }
      List<Inserted> answers = new ArrayList<>();
      for (Future<Inserted> asker : askers) {
        answers.add(asker.get());
      }
      assertThat(answers).filteredOn(Inserted::isNew).hasSize(1);
      assertThat(answers)
          .extracting(Inserted::id)
          .containsOnly(ids(claim(99)).toArray(TaskId[]::new));
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void what_follows_a_request_is_told_its_answer_and_stored_with_it() {
    ask(same(1).active("taken"));
    List<List<Inserted>> told = new ArrayList<>();

    List<Inserted> answers =
        stores
            .requests()
            .insertThen(
                List.of(same(2).active("taken").make(), same(3).make()),
                first -> {
                  told.add(first);
                  return List.of(same(4).active("taken").make(), same(5).serial("turn").make());
                });

    assertThat(answers).containsExactly(first(1), made(3), first(1), made(5));
    assertThat(told).containsExactly(answers.subList(0, 2));
    assertThat(ids(claim(9))).containsExactlyInAnyOrder(Sample.id(1), Sample.id(3), Sample.id(5));
  }

  @Test
  void what_follows_a_request_is_stored_once_however_often_it_is_asked_for() {
    List<NewTask> first = List.of(same(1).make());
    List<NewTask> then = List.of(same(2).make());

    assertThat(stores.requests().insertThen(first, answers -> then))
        .containsExactly(made(1), made(2));
    assertThat(stores.requests().insertThen(first, answers -> then))
        .containsExactly(first(1), first(2));
    assertThat(claim(9)).hasSize(2);
  }
}
