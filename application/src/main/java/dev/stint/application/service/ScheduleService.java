package dev.stint.application.service;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.stint.application.api.RefusedException;
import dev.stint.application.api.Request;
import dev.stint.application.api.operate.Schedule;
import dev.stint.application.api.operate.ScheduleTasks;
import dev.stint.application.api.operate.Scheduled;
import dev.stint.application.registers.ScheduleEntry;
import dev.stint.application.registers.ScheduleRegister;
import dev.stint.application.spi.NewTask;
import dev.stint.application.spi.Stores;
import dev.stint.application.spi.Wakeups;
import dev.stint.domain.ScheduleName;
import dev.stint.domain.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Keeps schedules; the engines make their runs. */
public final class ScheduleService implements ScheduleTasks {

  private static final int MOST_MOMENTS = 1_000;

  private final ScheduleRegister book;
  private final Function<List<Request<?>>, List<NewTask>> newTasks;
  private final Stores stores;
  private final Wakeups wakeups;

  public ScheduleService(
      ScheduleRegister book,
      Function<List<Request<?>>, List<NewTask>> newTasks,
      Stores stores,
      Wakeups wakeups) {
    this.book = book;
    this.newTasks = newTasks;
    this.stores = stores;
    this.wakeups = GuardedWakeups.of(wakeups);
  }

  /**
   * Refuses what can never run, without the store.
   *
   * @throws RefusedException as {@link #put} does
   */
  public void check(Schedule<?> schedule) {
    entry(schedule);
  }

  @Override
  public boolean put(Schedule<?> schedule) {
    return book.put(schedule.name(), entry(schedule), this::now);
  }

  @Override
  public boolean remove(ScheduleName name) {
    return book.remove(name);
  }

  @Override
  public List<Scheduled> list() {
    return book.list();
  }

  @Override
  public List<Instant> next(ScheduleName name, int count) {
    if (count < 1 || count > MOST_MOMENTS) {
      throw new RefusedException("from 1 to " + MOST_MOMENTS + " moments can be told");
    }
    return book.find(name).map(s -> s.next(count)).orElse(List.of());
  }

  @Override
  public Optional<TaskId> runNow(ScheduleName name) {
    TaskId id = new TaskId(UuidCreator.getTimeOrderedEpoch());
    Optional<NewTask> run = book.runNow(name, id);
    run.ifPresent(
        task -> {
          stores.requests().insert(List.of(task));
          wakeups.publish(Set.of(task.spec().line()));
        });
    return run.map(task -> id);
  }

  @Override
  public boolean pause(ScheduleName name) {
    return book.pause(name, true, this::now);
  }

  @Override
  public boolean resume(ScheduleName name) {
    return book.pause(name, false, this::now);
  }

  private ScheduleEntry entry(Schedule<?> schedule) {
    return ScheduleEntry.of(schedule, newTasks.apply(List.of(schedule.request())).get(0).spec());
  }

  /** The store's, for that is the clock by which engines look. */
  private Instant now() {
    return stores.queries().health().now();
  }
}
