package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.application.api.RefusedException;
import dev.stint.application.api.RequestOptions;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.extend.TaskObserver;
import dev.stint.application.api.operate.Schedule;
import dev.stint.application.contract.FaultyStores;
import dev.stint.application.contract.FaultyStores.Fault;
import dev.stint.application.log.BrokenLog;
import dev.stint.application.registers.ScheduleRegister;
import dev.stint.application.spi.RegisterStore.Swap;
import dev.stint.application.spi.Stores;
import dev.stint.domain.Due;
import dev.stint.domain.Lane;
import dev.stint.domain.Payload;
import dev.stint.domain.ScheduleName;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.schedule.Missed;
import dev.stint.domain.schedule.Overlap;
import dev.stint.domain.schedule.ScheduleProgress;
import dev.stint.domain.schedule.ScheduledRun;
import dev.stint.domain.task.TaskSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Row 68: recurring tasks. The store's time begins at midnight and is stepped. */
class SchedulesTest {

  private static final Instant MIDNIGHT = Instant.parse("2026-11-21T00:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final String HOURLY = "0 * * * *";
  private static final ScheduleName NAME = ScheduleFixture.NAME;

  private final ScheduleFixture one = new ScheduleFixture();

  private static Instant hour(int hour) {
    return MIDNIGHT.plus(HOUR.multipliedBy(hour));
  }

  @Test
  void row_68_a_cron_schedule_runs_at_each_of_its_moments_and_not_before() {
    one.schedules.put(ScheduleFixture.cron(HOURLY));
    one.batchAfter(Duration.ofMinutes(59));
    assertThat(one.moments()).isEmpty();

    one.batchAfter(MINUTE);
    one.batchAfter(MINUTE);
    one.batchAfter(Duration.ofMinutes(59));

    assertThat(one.moments()).containsExactly(hour(1), hour(2));
    assertThat(one.ran).containsKey(ScheduledRun.of(NAME, hour(1)).id());
    assertThat(one.due()).contains(hour(3));
  }

  @Test
  void row_68_a_schedule_by_delay_runs_again_so_long_after_its_run_ended() {
    one.schedules.put(ScheduleFixture.every(HOUR));
    one.batch();
    one.batchAfter(Duration.ofMinutes(20));
    assertThat(one.moments()).containsExactly(MIDNIGHT);
    one.batchAfter(Duration.ofMinutes(39));
    assertThat(one.moments()).hasSize(1);

    one.batchAfter(MINUTE);
    assertThat(one.moments()).containsExactly(MIDNIGHT, hour(1));
    one.batchAfter(Duration.ofDays(9));
    one.batch();
    assertThat(one.moments()).containsExactly(MIDNIGHT, hour(1), hour(2));
  }

  @Test
  void row_68_a_schedule_by_delay_waits_for_a_run_that_is_not_finished() {
    one.schedules.put(ScheduleFixture.every(HOUR));
    TaskId held = ScheduledRun.of(NAME, MIDNIGHT).id();
    ScheduleFixture.Looking looking = one.looking(one.rig.parts);
    looking.rounds.round();
    one.rig.steer.pause(List.of(held));

    one.batchAfter(Duration.ofDays(3));
    assertThat(one.moments()).isEmpty();
    one.rig.steer.resume(List.of(held));
    one.batch();
    one.batchAfter(HOUR);

    assertThat(one.moments())
        .containsExactly(MIDNIGHT, MIDNIGHT.plus(Duration.ofDays(3)).plus(HOUR));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"skip, 1", "once, 1", "all:3, 3", "all:900, 11"})
  void row_68_missed_moments_get_the_runs_of_their_policy(String policy, int runs) {
    one.schedules.put(ScheduleFixture.cron(HOURLY).missed(Missed.parse(policy)));

    one.batchAfter(HOUR.multipliedBy(11).plusSeconds(30));
    one.batch();

    assertThat(one.moments()).hasSize(runs);
    assertThat(one.due()).contains(hour(12));
  }

  @Test
  void row_68_a_run_that_is_not_finished_is_not_overlapped_if_so_asked() {
    one.schedules.put(ScheduleFixture.cron(HOURLY).overlap(Overlap.SKIP));
    ScheduleFixture.Looking looking = one.looking(one.rig.parts);
    looking.roundAfter(HOUR);
    looking.roundAfter(HOUR);

    one.batchAfter(HOUR.minus(MINUTE));
    one.batchAfter(MINUTE);

    assertThat(one.moments()).containsExactly(hour(1), hour(3));
  }

  @Test
  void row_68_the_next_moments_can_be_told() {
    one.schedules.put(ScheduleFixture.cron("30 2 * * mon-fri"));
    assertThat(one.schedules.next(NAME, 2))
        .containsExactly(
            Instant.parse("2026-11-23T02:30:00Z"), Instant.parse("2026-11-24T02:30:00Z"));
    assertThat(one.schedules.next(new ScheduleName("nobody"), 2)).isEmpty();
    assertThatThrownBy(() -> one.schedules.next(NAME, 0)).isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> one.schedules.next(NAME, 1_001)).hasMessageContaining("1 to 1000");
  }

  @Test
  void a_paused_schedule_makes_no_runs_and_goes_on_from_when_it_is_resumed() {
    one.schedules.put(ScheduleFixture.cron(HOURLY).missed(Missed.all(100)));
    assertThat(one.schedules.pause(NAME)).isTrue();
    assertThat(one.schedules.pause(NAME)).isTrue();
    assertThat(one.schedules.next(NAME, 3)).isEmpty();
    one.batchAfter(HOUR.multipliedBy(5));
    assertThat(one.moments()).isEmpty();

    assertThat(one.schedules.resume(NAME)).isTrue();
    one.batchAfter(HOUR);

    assertThat(one.moments()).containsExactly(hour(6));
    assertThat(one.schedules.pause(new ScheduleName("nobody"))).isFalse();
    assertThat(one.schedules.resume(new ScheduleName("nobody"))).isFalse();
  }

  @Test
  void a_removed_schedule_makes_no_runs_and_may_come_again() {
    one.schedules.put(ScheduleFixture.cron(HOURLY));
    assertThat(one.schedules.remove(NAME)).isTrue();
    assertThat(one.schedules.remove(NAME)).isFalse();
    one.batchAfter(HOUR);
    assertThat(one.moments()).isEmpty();
    assertThat(one.schedules.list()).isEmpty();

    assertThat(one.schedules.put(ScheduleFixture.cron(HOURLY))).isTrue();
    one.batchAfter(HOUR);
    assertThat(one.moments()).containsExactly(hour(2));
  }

  @Test
  void putting_the_same_again_changes_nothing() {
    assertThat(one.schedules.put(ScheduleFixture.cron(HOURLY))).isTrue();
    one.rig.step(HOUR);
    assertThat(one.schedules.put(ScheduleFixture.cron(HOURLY))).isFalse();
    assertThat(one.due()).contains(hour(1));
  }

  @Test
  void another_request_keeps_the_moment_and_another_timing_begins_from_now() {
    one.schedules.put(ScheduleFixture.cron(HOURLY));
    one.schedules.pause(NAME);
    one.rig.step(HOUR.multipliedBy(3));
    assertThat(one.schedules.put(ScheduleFixture.cron(HOURLY).missed(Missed.SKIP))).isTrue();
    assertThat(one.due()).contains(hour(1));

    assertThat(one.schedules.put(ScheduleFixture.cron("30 * * * *"))).isTrue();
    assertThat(one.due()).contains(hour(3).plusSeconds(1_800));
    assertThat(one.schedules.list().get(0).paused()).isTrue();
  }

  @Test
  void a_run_that_is_asked_for_is_due_at_once_and_leaves_the_moments_as_they_are() {
    one.schedules.put(ScheduleFixture.cron(HOURLY));
    one.schedules.pause(NAME);
    var before = one.schedules.list();

    TaskId run = one.schedules.runNow(NAME).orElseThrow();
    TaskId another = one.schedules.runNow(NAME).orElseThrow();

    assertThat(one.schedules.list()).isEqualTo(before);
    assertThat(one.rig.row(run).due()).isEqualTo(MIDNIGHT);
    assertThat(one.rig.row(run).standing().spec().name()).contains(NAME.value());
    one.batch();
    assertThat(one.ran).containsOnlyKeys(run, another);
    assertThat(one.schedules.runNow(new ScheduleName("nobody"))).isEmpty();
  }

  @Test
  void a_run_is_stored_as_its_request_says() {
    RequestOptions options = RequestOptions.NONE.keep(Duration.ofDays(2));
    one.schedules.put(
        Schedule.cron(
            NAME.value(),
            HOURLY,
            ScheduleFixture.UTC,
            ScheduleFixture.TYPE
                .with("the arguments")
                .queue("slow")
                .priority(7)
                .interactive()
                .owner("ada")
                .serialKey("reports")
                .plan(List.of("report"))
                .options(options)));
    one.batchAfter(HOUR);

    TaskSpec spec = one.rig.row(ScheduledRun.of(NAME, hour(1)).id()).standing().spec();
    assertThat(spec.arguments()).isEqualTo(Payload.of("the arguments"));
    assertThat(spec.line().toString()).isEqualTo("slow/report");
    assertThat(spec.priority()).isEqualTo(7);
    assertThat(spec.lane()).isEqualTo(Lane.INTERACTIVE);
    assertThat(spec.owner().orElseThrow().value()).isEqualTo("ada");
    assertThat(spec.serialKey().orElseThrow().value()).isEqualTo("reports");
    assertThat(spec.name()).contains("nightly");
    assertThat(one.rig.codec.decode(spec.options(), RequestOptions.class)).isEqualTo(options);
    assertThat(spec.plan().isNone()).isFalse();
  }

  @Test
  void a_request_that_could_not_be_made_again_is_refused() {
    var request = ScheduleFixture.TYPE.with("x");
    for (var bad :
        List.of(
            request.id(new TaskId(new UUID(1, 1))),
            request.key("k"),
            request.paused(),
            request.dueIn(HOUR),
            request.after(new TaskId(new UUID(1, 1))))) {
      assertThatThrownBy(() -> Schedule.cron("s", HOURLY, ScheduleFixture.UTC, bad))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("must not name an id");
    }
    assertThat(request.due()).isEqualTo(Due.NOW);
    var unknown = Schedule.every("s", HOUR, TaskType.of("nobody", String.class).with("x"));
    assertThatThrownBy(() -> one.schedules.put(unknown))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("unknown task type 'nobody'");
    assertThatThrownBy(() -> one.schedules.check(unknown)).isInstanceOf(RefusedException.class);
  }

  @Test
  void a_schedule_of_an_unknown_type_is_left_to_an_engine_that_knows_it() {
    one.schedules.put(ScheduleFixture.cron(HOURLY));
    EngineFixture stranger =
        new EngineFixture(List.of(), TaskObserver.NONE, stores -> one.rig.reference);
    one.rig.step(HOUR);
    stranger.engine.runBatch(Duration.ofSeconds(60));
    assertThat(one.due()).contains(hour(1));

    one.batch();
    assertThat(one.moments()).containsExactly(hour(1));
  }

  @Test
  void a_schedule_that_this_build_cannot_read_is_left_alone() {
    one.schedules.put(ScheduleFixture.cron(HOURLY));
    Swap strange = new Swap("schedule", "strange", 0, Payload.of("not of this build"));
    one.rig.reference.registers().swap(List.of(strange));

    one.batchAfter(HOUR);

    assertThat(one.moments()).containsExactly(hour(1));
    assertThat(one.schedules.list()).hasSize(1);
    ScheduleName name = new ScheduleName("strange");
    assertThatThrownBy(() -> one.schedules.pause(name))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("this build cannot read the schedule 'strange'");
    assertThat(one.schedules.remove(name)).isTrue();
  }

  /** Seen to fail with the backend's own log: nothing was run for any schedule. */
  @Test
  void a_log_that_fails_to_tell_of_one_schedule_keeps_no_other_from_running() {
    one.schedules.put(ScheduleFixture.cron(HOURLY));
    Swap strange = new Swap("schedule", "strange", 0, Payload.of("not of this build"));
    one.rig.reference.registers().swap(List.of(strange));

    try (BrokenLog broken = BrokenLog.of(ScheduleRegister.class)) {
      one.batchAfter(HOUR);

      assertThat(broken.told()).isPositive();
    }
    assertThat(one.moments()).containsExactly(hour(1));
  }

  @Test
  void what_the_code_declares_is_put_once_an_engine_works_and_only_if_it_changed() {
    EngineParts parts = one.parts(one.rig.reference, ScheduleFixture.cron(HOURLY));
    new Engine(parts).runBatch(Duration.ofSeconds(60));
    long version = version();
    new Engine(parts).runBatch(Duration.ofSeconds(60));
    assertThat(version()).isEqualTo(version);

    EngineParts other = one.parts(one.rig.reference, ScheduleFixture.cron("30 * * * *"));
    new Engine(other).runBatch(Duration.ofSeconds(60));
    assertThat(one.due()).contains(MIDNIGHT.plusSeconds(1_800));
  }

  private long version() {
    return one.rig.reference.registers().find("schedule", NAME.value()).orElseThrow().version();
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({"insert, true", "insert, false", "swap, true", "swap, false", "all, true"})
  void killed_between_the_run_and_the_next_moment_it_still_runs_once(String verb, boolean before) {
    FaultyStores[] faulty = new FaultyStores[1];
    ScheduleFixture rough =
        new ScheduleFixture(
            real -> {
              faulty[0] = new FaultyStores(real);
              return faulty[0].stores();
            });
    rough.schedules.put(ScheduleFixture.cron(HOURLY).missed(Missed.all(10)));
    Fault fault = before ? new Fault.Before() : new Fault.AnswerLost();
    faulty[0].each(v -> v.equals(verb) ? fault : new Fault.None());
    ScheduleFixture.Looking killed = rough.looking(rough.rig.parts);
    killed.roundAfter(HOUR);

    boolean stored =
        rough.rig.reference.queries().find(ScheduledRun.of(NAME, hour(1)).id()).isPresent();
    assertThat(stored).isEqualTo(verb.equals("swap") || (verb.equals("insert") && !before));
    boolean moved = verb.equals("swap") && !before;
    assertThat(rough.due()).contains(moved ? hour(2) : hour(1));

    faulty[0].each(v -> new Fault.None());
    rough.batchAfter(Duration.ofSeconds(1));
    rough.batchAfter(HOUR);
    assertThat(rough.moments()).containsExactly(hour(1), hour(2));
  }

  @Test
  void a_store_that_fails_again_and_again_makes_no_moment_run_twice_or_never() {
    FaultyStores[] faulty = new FaultyStores[1];
    ScheduleFixture rough =
        new ScheduleFixture(
            real -> {
              faulty[0] = new FaultyStores(real);
              return faulty[0].stores();
            });
    rough.schedules.put(ScheduleFixture.cron("*/10 * * * *").missed(Missed.all(100)));
    java.util.Random random = new java.util.Random(3);
    faulty[0].each(
        verb -> {
          int dice = random.nextInt(3);
          return dice == 0
              ? new Fault.Before()
              : dice == 1 ? new Fault.AnswerLost() : new Fault.None();
        });
    for (int i = 0; i < 200; i++) {
      rough.looking(rough.rig.parts).roundAfter(MINUTE);
    }
    faulty[0].each(verb -> new Fault.None());
    rough.batch();

    assertThat(rough.moments())
        .isEqualTo(
            IntStream.rangeClosed(1, 20)
                .mapToObj(i -> MIDNIGHT.plus(MINUTE.multipliedBy(10L * i)))
                .toList());
  }

  @Test
  void four_engines_on_one_store_make_each_moment_run_once() throws Exception {
    one.schedules.put(ScheduleFixture.cron("* * * * *").missed(Missed.all(100)));
    one.schedules.put(
        Schedule.cron("other", "*/2 * * * *", ScheduleFixture.UTC, ScheduleFixture.TYPE.with("y"))
            .missed(Missed.all(100)));
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      for (int i = 0; i < 30; i++) {
        one.rig.step(Duration.ofSeconds(50));
        race(pool);
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(one.moments()).hasSize(25 + 12);
    assertThat(one.moments().stream().distinct()).hasSize(25);
  }

  private void race(ExecutorService pool) throws Exception {
    List<Callable<Boolean>> racers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Engine engine = new Engine(one.rig.parts);
      racers.add(() -> engine.runBatch(Duration.ofSeconds(60)).drained());
    }
    for (Future<Boolean> racer : pool.invokeAll(racers)) {
      assertThat(racer.get()).isTrue();
    }
  }

  @Test
  void of_two_that_saw_a_schedule_alike_the_loser_does_nothing() {
    one.schedules.put(ScheduleFixture.cron(HOURLY));
    FaultyStores.Barrier barrier = new FaultyStores.Barrier();
    ScheduleFixture.Looking slow = one.looking(one.parts(held(barrier)));
    one.rig.step(HOUR);
    slow.worker.clock.heard(hour(1), slow.worker.clock.nanos());
    Thread thread = new Thread(slow.rounds::round);
    thread.start();
    await(barrier);
    one.batch();
    ScheduleProgress moved = one.schedules.list().get(0).course();
    barrier.open();
    join(thread);

    assertThat(one.schedules.list().get(0).course()).isEqualTo(moved);
    one.batch();
    assertThat(one.moments()).containsExactly(hour(1));
  }

  private Stores held(FaultyStores.Barrier barrier) {
    FaultyStores faulty = new FaultyStores(one.rig.reference);
    faulty.each(verb -> verb.equals("insert") ? new Fault.Held(barrier) : new Fault.None());
    return faulty.stores();
  }

  private static void await(FaultyStores.Barrier barrier) {
    try {
      barrier.awaitArrival();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void the_run_of_a_moment_is_found_by_its_id() {
    one.schedules.put(ScheduleFixture.cron(HOURLY));
    one.batchAfter(HOUR);
    assertThat(one.rig.status(ScheduledRun.of(NAME, hour(1)).id())).isEqualTo(TaskStatus.SUCCEEDED);
  }
}
