package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.operate.Schedule;
import dev.stint.application.contract.FaultyStores;
import dev.stint.application.spi.Inserted;
import dev.stint.application.spi.NewTask;
import dev.stint.application.spi.QueryStore;
import dev.stint.application.spi.RegisterStore;
import dev.stint.application.spi.RequestStore;
import dev.stint.application.spi.StoreException;
import dev.stint.application.spi.Stores;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.ScheduleName;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.schedule.ScheduledRun;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What schedules cost the store, and what one that fails costs the others. */
class SchedulesCostTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration HOUR = Duration.ofHours(1);

  private final AtomicInteger reads = new AtomicInteger();
  private final AtomicInteger swaps = new AtomicInteger();
  private final AtomicInteger inserts = new AtomicInteger();
  private final AtomicInteger finds = new AtomicInteger();
  private Predicate<NewTask> refused = task -> false;

  private final ScheduleFixture one = new ScheduleFixture();
  private final ScheduleFixture.Looking looking =
      one.looking(one.parts(counting(one.rig.reference)));

  private Stores counting(Stores real) {
    return new Stores(
        new Requests(real.requests()),
        real.runs(),
        real.chunks(),
        real.workers(),
        real.steering(),
        counted(real.queries()),
        real.waits(),
        new Registers(real.registers()));
  }

  private QueryStore counted(QueryStore real) {
    return (QueryStore)
        Proxy.newProxyInstance(
            QueryStore.class.getClassLoader(),
            new Class<?>[] {QueryStore.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("find")) {
                finds.incrementAndGet();
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getTargetException();
              }
            });
  }

  /** Refuses permanently a write with a task that it was told to refuse. */
  private final class Requests implements RequestStore {
    private final RequestStore real;

    Requests(RequestStore real) {
      this.real = real;
    }

    @Override
    public List<Inserted> insert(List<NewTask> tasks) {
      inserts.incrementAndGet();
      if (tasks.stream().anyMatch(refused)) {
        throw new StoreException(StoreException.Kind.PERMANENT, "told to refuse");
      }
      return real.insert(tasks);
    }

    @Override
    public List<Inserted> insertWithin(Object transaction, List<NewTask> tasks) {
      return real.insertWithin(transaction, tasks);
    }
  }

  private class Registers implements RegisterStore {
    private final RegisterStore real;

    Registers(RegisterStore real) {
      this.real = real;
    }

    @Override
    public List<Register> all(String kind) {
      reads.incrementAndGet();
      return real.all(kind);
    }

    @Override
    public Optional<Register> find(String kind, String name) {
      return real.find(kind, name);
    }

    @Override
    public List<WriteResult> swap(List<Swap> all) {
      swaps.incrementAndGet();
      return real.swap(all);
    }
  }

  private void look(int rounds, Duration apart) {
    for (int i = 0; i < rounds; i++) {
      looking.roundAfter(apart);
    }
  }

  private static Schedule<String> hourly(int number) {
    return Schedule.cron(
        "s" + number, "0 * * * *", ScheduleFixture.UTC, ScheduleFixture.TYPE.with("x"));
  }

  @Test
  void a_store_without_schedules_is_read_once_in_ten_seconds() {
    look(1_000, Duration.ofMillis(100));

    assertThat(reads).hasValue(10);
    assertThat(swaps).hasValue(0);
    assertThat(inserts).hasValue(0);
  }

  @Test
  void a_store_with_schedules_is_read_once_a_second_and_written_only_when_one_is_due() {
    one.schedules.put(hourly(1));
    look(1_000, Duration.ofMillis(100));

    assertThat(reads).hasValue(100);
    assertThat(swaps).hasValue(0);
    look(1, HOUR);
    assertThat(swaps).hasValue(1);
    assertThat(inserts).hasValue(1);
  }

  @Test
  void many_schedules_due_at_once_go_a_hundred_in_one_write() {
    for (int i = 0; i < 250; i++) {
      one.schedules.put(hourly(i));
    }
    look(1, HOUR);

    assertThat(swaps).hasValue(3);
    assertThat(inserts).hasValue(3);
    one.batch();
    assertThat(one.ran).hasSize(250);
  }

  @Test
  void a_run_that_the_store_refuses_permanently_keeps_no_other_from_its_moment() {
    for (int i = 0; i < 7; i++) {
      one.schedules.put(hourly(i));
    }
    refused = task -> task.spec().name().orElseThrow().equals("s3");
    look(1, HOUR);

    one.batch();
    assertThat(one.ran).hasSize(7); // The batch's own store refuses nothing.
    assertThat(swaps.get()).isBetween(2, 6);
  }

  @Test
  void a_long_delay_asks_after_its_run_once_a_minute_and_a_short_one_each_second() {
    one.schedules.put(Schedule.every("long", HOUR, ScheduleFixture.TYPE.with("x")));
    look(1, SECOND);
    look(600, SECOND);
    assertThat(finds.get()).isEqualTo(10);

    one.schedules.put(
        Schedule.every("short", SECOND.multipliedBy(4), ScheduleFixture.TYPE.with("x")));
    look(600, SECOND);
    assertThat(finds.get()).isBetween(600, 625);
  }

  @Test
  void looks_that_came_to_nothing_for_an_error_are_taken_up_within_a_second() {
    List<Integer> failing = new ArrayList<>(List.of(1));
    Stores rough = new FaultyStores(one.rig.reference).stores();
    Stores away = failingReads(rough, failing);
    ScheduleFixture.Looking other = one.looking(one.parts(away));
    one.schedules.put(hourly(1));
    other.roundAfter(HOUR);
    assertThat(one.moments()).isEmpty();
    failing.clear();
    other.roundAfter(SECOND);

    TaskId run = ScheduledRun.of(new ScheduleName("s1"), one.rig.now.get().minus(SECOND)).id();
    assertThat(one.rig.status(run)).isEqualTo(TaskStatus.PENDING);
  }

  private static Stores failingReads(Stores real, List<Integer> failing) {
    FaultyStores faulty = new FaultyStores(real);
    faulty.each(
        verb ->
            verb.equals("all") && !failing.isEmpty()
                ? new FaultyStores.Fault.Before()
                : new FaultyStores.Fault.None());
    return faulty.stores();
  }

  @Test
  void what_was_read_before_a_long_pause_of_the_process_is_not_acted_on() {
    one.schedules.put(hourly(1));
    ScheduleFixture.Looking[] paused = new ScheduleFixture.Looking[1];
    Stores slow =
        new Stores(
            one.rig.reference.requests(),
            one.rig.reference.runs(),
            one.rig.reference.chunks(),
            one.rig.reference.workers(),
            one.rig.reference.steering(),
            one.rig.reference.queries(),
            one.rig.reference.waits(),
            new Registers(one.rig.reference.registers()) {
              @Override
              public List<Register> all(String kind) {
                List<Register> read = super.all(kind);
                paused[0].nanos.addAndGet(Duration.ofSeconds(5).toNanos());
                return read;
              }
            });
    paused[0] = one.looking(one.parts(slow));
    paused[0].roundAfter(HOUR);

    assertThat(swaps).hasValue(0);
    assertThat(one.due()).isPresent();
    one.batch();
    assertThat(one.moments()).hasSize(1);
  }
}
