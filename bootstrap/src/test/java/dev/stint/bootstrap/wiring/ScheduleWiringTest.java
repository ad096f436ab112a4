package dev.stint.bootstrap.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Stage;
import dev.stint.application.api.Config;
import dev.stint.application.api.RefusedException;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.operate.RunBatch;
import dev.stint.application.api.operate.Schedule;
import dev.stint.application.api.operate.ScheduleTasks;
import dev.stint.application.api.operate.Scheduled;
import dev.stint.application.api.operate.SteerQueues;
import dev.stint.application.memory.InMemoryMutexes;
import dev.stint.application.memory.InMemoryStores;
import dev.stint.application.spi.Mutexes;
import dev.stint.application.spi.Stores;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.QueueName;
import dev.stint.domain.ScheduleName;
import dev.stint.domain.policy.RetryPolicy;
import dev.stint.domain.schedule.Missed;
import dev.stint.domain.schedule.Overlap;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Schedules and gates as a host meets them, with JSON in the registers. */
class ScheduleWiringTest {

  record Report(String of, List<String> columns) {}

  private static final TaskType<Report> REPORT = TaskType.of("report", Report.class);
  private static final Report SALES = new Report("sales", List.of("day", "sum"));
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final Duration LONG = Duration.ofSeconds(120);

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-21T00:00:00Z"));
  private final Stores stores = InMemoryStores.create(now::get);
  private final Mutexes mutexes = new InMemoryMutexes(now::get);
  private final List<Report> made = new CopyOnWriteArrayList<>();
  private final TaskDefinition<Report> definition =
      TaskDefinition.of(
          REPORT,
          (arguments, context) -> {
            made.add(arguments);
            return StepOutcome.done();
          });
  private final Schedule<Report> nightly =
      Schedule.cron(
              "nightly",
              "0 3 * * *",
              PARIS,
              REPORT.with(SALES).retry(RetryPolicy.fixed(2, Duration.ofMinutes(1))))
          .missed(Missed.all(3))
          .overlap(Overlap.SKIP);

  private void step(Duration by) {
    now.updateAndGet(t -> t.plus(by));
  }

  private Injector host(Schedule<?>... schedules) {
    return Guice.createInjector(
        Stage.PRODUCTION,
        new StrictModule(),
        new StintModule(Config.DEFAULT),
        new AbstractModule() {
          @Override
          protected void configure() {
            bind(Stores.class).toInstance(stores);
            bind(Mutexes.class).toInstance(mutexes);
            TaskBinder tasks = TaskBinder.of(binder()).bind(definition);
            List.of(schedules).forEach(tasks::schedule);
          }
        });
  }

  @Test
  void row_68_a_schedule_bound_by_a_host_runs_by_the_clocks_of_its_zone() {
    Injector host = host(nightly);
    host.getInstance(RunBatch.class).runBatch(LONG);
    assertThat(host.getInstance(ScheduleTasks.class).next(new ScheduleName("nightly"), 2))
        .containsExactly(
            Instant.parse("2026-11-21T02:00:00Z"), Instant.parse("2026-11-22T02:00:00Z"));

    step(Duration.ofHours(2));
    host.getInstance(RunBatch.class).runBatch(LONG);
    assertThat(made).containsExactly(SALES);
  }

  @Test
  void row_68_a_schedule_is_read_from_its_register_as_it_was_put() {
    Stint stint = Stint.on(stores, mutexes).define(definition).schedule(nightly).build();
    assertThat(stint.schedules().put(nightly)).isTrue();
    assertThat(stint.schedules().put(nightly)).isFalse();

    Scheduled kept = stint.schedules().list().get(0);
    assertThat(kept.timing()).isEqualTo(nightly.timing());
    assertThat(kept.missed()).isEqualTo(Missed.all(3));
    assertThat(kept.overlap()).isEqualTo(Overlap.SKIP);
    assertThat(kept.line().toString()).isEqualTo("default/report");
    assertThat(kept.paused()).isFalse();
  }

  @Test
  void a_schedule_of_a_type_that_is_not_defined_is_refused_when_stint_is_built() {
    assertThatThrownBy(() -> Stint.on(stores, mutexes).schedule(nightly).build())
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("unknown task type 'report'");
  }

  @Test
  void a_host_pauses_a_queue_through_its_port() {
    Injector host = host();
    SteerQueues queues = host.getInstance(SteerQueues.class);
    queues.pauseQueue(QueueName.DEFAULT);
    Stint stint = host.getInstance(Stint.class);
    stint.tasks().request(REPORT.with(SALES));
    stint.batches().runBatch(LONG);
    assertThat(made).isEmpty();

    queues.resumeQueue(QueueName.DEFAULT);
    stint.batches().runBatch(LONG);
    assertThat(made).containsExactly(SALES);
    assertThat(queues.list()).isEmpty();
  }
}
