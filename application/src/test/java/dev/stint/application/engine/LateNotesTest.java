package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stint.application.api.Action;
import dev.stint.application.api.ActionContext;
import dev.stint.application.api.LeaseLostException;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.contract.FaultyStores;
import dev.stint.application.spi.ClaimId;
import dev.stint.application.spi.LostWorker;
import dev.stint.application.spi.WorkerRow;
import dev.stint.domain.Message;
import dev.stint.domain.Payload;
import dev.stint.domain.TaskId;
import dev.stint.domain.WorkerId;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What actions say without a checkpoint. The engine's clock stands still until it is stepped. */
class LateNotesTest {

  private static final TaskType<String> TYPE = TaskType.of("talk", String.class);
  private static final Duration LONG = Duration.ofMinutes(1);

  /** What the action is to say next; empty: it ends. */
  private final BlockingQueue<String> script = new LinkedBlockingQueue<>();

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicLong said = new AtomicLong();
  private final AtomicReference<Throwable> thrown = new AtomicReference<>();
  private final FaultyEngineFixture faulty = new FaultyEngineFixture(talking(this::talk));
  private final Engine engine = new Engine(faulty.rig.on(nanos::get));

  private static TaskDefinition<String> talking(Action<String> action) {
    return TaskDefinition.of(TYPE, action).keep(Duration.ofDays(1));
  }

  private StepOutcome talk(String text, ActionContext context) throws Exception {
    for (String words = script.take(); !words.isEmpty(); words = script.take()) {
      try {
        if (words.equals("checkpoint")) {
          context.checkpoint(Payload.of("1"));
        } else {
          context.message(Message.Level.INFO, words);
        }
      } catch (Throwable e) {
        thrown.set(e);
        throw e;
      } finally {
        said.incrementAndGet();
      }
    }
    return StepOutcome.done();
  }

  @AfterEach
  void stop() {
    faulty.wellAgain();
    script.add("");
    engine.stop(Duration.ofSeconds(10));
  }

  private TaskId begin() {
    TaskId task =
        faulty.rig.tasks.request(TYPE.with("x").retry(RetryPolicy.fixed(0, Duration.ZERO))).id();
    engine.start();
    await().atMost(LONG).until(() -> faulty.began.get() == 1);
    return task;
  }

  private void say(String... words) {
    long before = said.get();
    script.addAll(List.of(words));
    await().atMost(LONG).until(() -> said.get() == before + words.length);
  }

  private void step(long millis) {
    nanos.addAndGet(Duration.ofMillis(millis).toNanos());
  }

  private List<String> seen(TaskId task) {
    return faulty.rig.reference.queries().messages(task).stream()
        .map(n -> n.message().text())
        .toList();
  }

  private void over(TaskId task) {
    script.add("");
    await().atMost(LONG).until(() -> faulty.rig.status(task).finished());
  }

  @Test
  void what_is_said_is_seen_a_second_later_though_the_action_goes_on_in_silence() {
    TaskId task = begin();
    say("one");
    step(999);
    say("two");
    assertThat(seen(task)).isEmpty();

    step(1);

    await().atMost(LONG).until(() -> !seen(task).isEmpty());
    assertThat(seen(task)).containsExactly("one", "two");
    assertThat(faulty.rig.status(task)).isEqualTo(TaskStatus.RUNNING);
    over(task);
    assertThat(seen(task)).containsExactly("one", "two");
    assertThat(faulty.rig.status(task)).isEqualTo(TaskStatus.SUCCEEDED);
  }

  @Test
  void it_is_one_write_a_second_at_most_and_none_of_who_says_nothing() {
    TaskId task = begin();
    for (int second = 1; second <= 3; second++) {
      int upTo = second;
      say(IntStream.range(0, 50).mapToObj(i -> upTo + "/" + i).toArray(String[]::new));
      step(1_000);
      await().atMost(LONG).until(() -> seen(task).size() == 50 * upTo);
    }
    step(5_000);
    say("checkpoint");
    step(5_000);

    over(task);

    assertThat(seen(task)).hasSize(150).doesNotHaveDuplicates();
    assertThat(faulty.calls("checkpoint")).as("three of notes, one of the action").isEqualTo(4);
  }

  @Test
  void a_lost_answer_doubles_nothing_and_keeps_the_order() {
    TaskId task = begin();
    faulty.losingAnswers("checkpoint");
    say("one");
    step(1_000);
    await().atMost(LONG).until(() -> faulty.failures("checkpoint") > 1);
    say("two");
    faulty.wellAgain();
    say("checkpoint", "three");

    over(task);

    assertThat(seen(task)).containsExactly("one", "two", "three");
    assertThat(faulty.rig.status(task)).isEqualTo(TaskStatus.SUCCEEDED);
  }

  @Test
  void a_task_that_ends_while_the_store_is_away_tells_all_of_it_once() {
    TaskId task = begin();
    faulty.failing("checkpoint");
    say("one");
    step(1_000);
    await().atMost(LONG).until(() -> faulty.failures("checkpoint") > 1);
    say("two");
    script.add("");
    faulty.wellAgain();

    over(task);

    assertThat(seen(task)).containsExactly("one", "two");
    assertThat(faulty.rig.status(task)).isEqualTo(TaskStatus.SUCCEEDED);
  }

  @Test
  void the_heartbeat_does_not_wait_for_it() {
    begin();
    FaultyStores.Barrier barrier = new FaultyStores.Barrier();
    faulty.holding("checkpoint", barrier);
    say("one");
    step(1_000);
    await().atMost(LONG).until(() -> faulty.calls("checkpoint") == 1);
    int renewals = faulty.calls("renew");

    await()
        .atMost(LONG)
        .until(
            () -> {
              step(200);
              return faulty.calls("renew") > renewals + 2;
            });

    barrier.open();
  }

  @Test
  void a_stint_whose_task_is_taken_over_learns_it_and_says_nothing_more() {
    TaskId task = begin();
    // Else a renewal may tell first that the lease is lost.
    faulty.failing("renew");
    WorkerId mine = faulty.rig.row(task).standing().worker().orElseThrow();
    faulty.rig.step(Duration.ofSeconds(30));
    WorkerId other = new WorkerId(UUID.randomUUID());
    var workers = faulty.rig.reference.workers();
    workers.register(new WorkerRow(other, "other", Duration.ofDays(1), Set.of(TYPE.name())));
    workers.lose();
    workers.takeOver(new ClaimId(other, 1), new LostWorker(mine), 9);
    say("one");

    step(1_000);

    await().atMost(LONG).until(() -> faulty.calls("checkpoint") > 0);
    say("checkpoint");
    assertThat(thrown.get()).isInstanceOf(LeaseLostException.class);
    assertThat(seen(task)).isEmpty();
  }

  @Test
  void what_the_store_refuses_is_told_by_the_actions_next_write() {
    TaskId task = begin();
    faulty.refusing("checkpoint", "no room");
    say("one");
    step(1_000);
    await().atMost(LONG).until(() -> faulty.failures("checkpoint") == 1);
    step(5_000);

    say("checkpoint");

    await().atMost(LONG).until(() -> faulty.rig.status(task).finished());
    assertThat(faulty.rig.status(task)).isEqualTo(TaskStatus.FAILED);
    assertThat(faulty.rig.run(task).failure().orElseThrow().message()).contains("no room");
  }
}
