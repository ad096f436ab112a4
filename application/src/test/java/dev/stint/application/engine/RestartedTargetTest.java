package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.extend.TaskObserver;
import dev.stint.application.spi.Stores;
import dev.stint.application.spi.WaitStore;
import dev.stint.domain.Fence;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What happens between the registration of a waiter and its look at the target. */
class RestartedTargetTest {

  private static final TaskType<String> PLAIN = TaskType.of("plain", String.class);

  /** Puts its work off until it is let. */
  private static final TaskType<String> LATER = TaskType.of("later", String.class);

  private static final Duration PUT_OFF = Duration.ofMinutes(1);

  private volatile boolean let;
  private Runnable before = () -> {};
  private Runnable after = () -> {};
  private Runnable cleared = () -> {};
  private List<WaitStore.Wait> registered = List.of();
  private final EngineFixture rig =
      new EngineFixture(
          List.of(
              TaskDefinition.of(PLAIN, (args, context) -> StepOutcome.done()),
              TaskDefinition.of(
                  LATER,
                  (args, context) -> let ? StepOutcome.done() : StepOutcome.snooze(PUT_OFF))),
          TaskObserver.NONE,
          this::meeting);

  private Stores meeting(Stores stores) {
    return new Stores(
        stores.requests(),
        stores.runs(),
        stores.chunks(),
        stores.workers(),
        stores.steering(),
        stores.queries(),
        new Meeting(stores.waits()),
        stores.registers());
  }

  /** Something happens just before and just after a registration. */
  private final class Meeting implements WaitStore {
    private final WaitStore waits;

    Meeting(WaitStore waits) {
      this.waits = waits;
    }

    @Override
    public List<Registered> register(List<Wait> some) {
      before.run();
      registered = some;
      List<Registered> answers = waits.register(some);
      after.run();
      return answers;
    }

    @Override
    public List<Wait> owed(int limit, Duration age) {
      return waits.owed(limit, age);
    }

    @Override
    public List<Wait> owedBy(Collection<TaskId> targets, int limit) {
      return waits.owedBy(targets, limit);
    }

    @Override
    public void clear(List<Wait> some) {
      waits.clear(some);
      cleared.run();
    }
  }

  private TaskId waiting(TaskId target) {
    return rig.tasks.request(PLAIN.with("waiter").after(target)).id();
  }

  private void runAll() {
    rig.engine.runBatch(Duration.ofSeconds(60));
  }

  @Test
  void its_waiter_registers_once_more_and_is_woken_by_its_end() {
    TaskId target = rig.tasks.request(LATER.with("target").dueIn(PUT_OFF)).id();
    TaskId waiter = waiting(target);
    before =
        () -> {
          before = () -> {};
          rig.steer.cancel(List.of(target));
        };
    after =
        () -> {
          after = () -> {};
          rig.steer.restart(List.of(target));
        };
    runAll();
    assertThat(rig.status(waiter)).isEqualTo(TaskStatus.BLOCKED);

    let = true;
    rig.now.updateAndGet(now -> now.plus(PUT_OFF.multipliedBy(2)));
    runAll();

    assertThat(rig.status(target)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(rig.status(waiter)).isEqualTo(TaskStatus.SUCCEEDED);
  }

  @Test
  void the_wait_of_whoever_took_the_waiter_over_stays_when_the_look_comes_to_an_end() {
    TaskId target = rig.tasks.request(PLAIN.with("target").dueIn(Duration.ofMinutes(1))).id();
    waiting(target);
    WaitStore waits = rig.reference.waits();
    AtomicReference<WaitStore.Wait> theirs = new AtomicReference<>();
    after =
        () -> {
          after = () -> {};
          WaitStore.Wait mine = registered.get(0);
          Fence later = mine.fence().next(rig.now.get());
          theirs.set(new WaitStore.Wait(mine.target(), mine.waiter(), later));
          waits.register(List.of(theirs.get()));
          rig.steer.cancel(List.of(target));
        };
    AtomicReference<List<WaitStore.Wait>> left = new AtomicReference<>(List.of());
    cleared = () -> left.compareAndSet(List.of(), waits.owedBy(List.of(target), 9));
    runAll();

    assertThat(left.get()).containsExactly(theirs.get());
  }

  @Test
  void one_that_is_restarted_each_time_lets_its_waiter_look_another_time() {
    TaskId target = rig.tasks.request(PLAIN.with("target").dueIn(Duration.ofMinutes(1))).id();
    TaskId waiter = waiting(target);
    before = () -> rig.steer.cancel(List.of(target));
    after = () -> rig.steer.restart(List.of(target));
    runAll();

    assertThat(rig.status(waiter)).isNotEqualTo(TaskStatus.BLOCKED);
    assertThat(rig.run(waiter).attempt()).isZero();
  }
}
