package dev.stint.command.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.Action;
import dev.stint.application.api.ActionContext;
import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.HookDecision;
import dev.stint.application.api.RecoverHook;
import dev.stint.application.api.StartHook;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.operate.RunBatch;
import dev.stint.application.api.operate.RunInCaller;
import dev.stint.application.preset.Preset;
import dev.stint.application.preset.Presets;
import dev.stint.application.spi.Mutexes;
import dev.stint.application.spi.Stores;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.Message;
import dev.stint.domain.Payload;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Failure;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The example of Combodo's document as it is written here; shown in docs/coming-from.md. */
class ComingFromCombodoTest {

  private final Stores stores = RowStore.SQLITE.seat().stores();
  private final Mutexes mutexes = RowStore.SQLITE.seat().mutexes();

  /** A table of cases, some of which fail when taken together. */
  static final class Cases {
    private final AtomicInteger left = new AtomicInteger();

    boolean none() {
      return left.get() == 0;
    }

    /** Deletes this many of the oldest; answers how many are left. */
    int delete(int most) {
      if (most > 10) {
        throw new IllegalStateException("too many at once: " + most);
      }
      return left.updateAndGet(n -> Math.max(0, n - most));
    }
  }

  // region task
  record Purge(int chunk) {}

  static final TaskType<Purge> PURGE = TaskType.of("cases.purge", Purge.class);

  record DeleteCases(Cases cases) implements Action<Purge>, StartHook<Purge>, RecoverHook<Purge> {

    @Override // InitActionParams
    public HookDecision<Purge> start(Purge purge, ActionContext context) {
      return cases.none() ? HookDecision.drop("no cases") : HookDecision.proceed();
    }

    @Override // ExecuteAction: done, or yield at the deadline
    public StepOutcome execute(Purge purge, ActionContext context) {
      while (!context.shouldYield()) {
        int left = cases.delete(purge.chunk());
        if (left == 0) {
          context.message(Message.Level.INFO, "every old case is gone");
          return StepOutcome.done();
        }
        context.checkpoint(Payload.of(left + " left"));
      }
      return StepOutcome.yielded();
    }

    @Override // ChangeActionParamsOnError
    public HookDecision<Purge> recover(Purge purge, Failure failure, ActionContext context) {
      return purge.chunk() == 1
          ? HookDecision.drop("not even one case at a time")
          : HookDecision.proceed(new Purge(purge.chunk() / 2));
    }
  }

  // endregion

  private final Cases cases = new Cases();
  private final AtomicInteger rebuilt = new AtomicInteger();

  private StepOutcome rebuildIndex(Purge purge, ActionContext context) {
    rebuilt.incrementAndGet();
    return StepOutcome.done();
  }

  // region list
  private TaskDefinition<Purge> definition() {
    return TaskDefinition.of(PURGE)
        .then(ActionDefinition.of("delete", new DeleteCases(cases)))
        .then(ActionDefinition.of("index", this::rebuildIndex));
  }

  // endregion

  @Test
  void each_pass_of_cron_recovers_what_the_one_before_left_until_all_is_done() {
    cases.left.set(25);
    // region cron
    Preset rules = Presets.combodo();
    Stint stint =
        Stint.on(stores, mutexes).config(rules.config()).define(rules.of(definition())).build();

    TaskId task = stint.tasks().request(PURGE.with(new Purge(32))).id();
    RunBatch.Report report = stint.batches().runBatch(rules.pass()); // once a minute, from cron
    // endregion
    assertThat(report.drained()).isFalse();
    assertThat(cases.left).hasValue(25);

    assertThat(stint.batches().runBatch(rules.pass()).drained()).as("16 at once").isFalse();
    RunBatch.Report last = stint.batches().runBatch(rules.pass());

    assertThat(last.drained()).isTrue();
    assertThat(last.messages()).anyMatch(line -> line.endsWith("every old case is gone"));
    assertThat(cases.left).hasValue(0);
    assertThat(rebuilt).hasValue(1);
    assertThat(stint.ask().list(Rows.of(PURGE))).isEmpty();
    assertThat(stint.ask().await(task, Duration.ZERO)).isPresent();
  }

  @Test
  void a_person_waits_for_a_short_pass_and_cron_does_the_rest() {
    cases.left.set(3);
    Preset rules = Presets.combodo();
    Stint stint =
        Stint.on(stores, mutexes).config(rules.config()).define(rules.of(definition())).build();
    // region interactive
    RunInCaller.Result pressed =
        stint.inCaller().runInCaller(PURGE.with(new Purge(8)), Duration.ofSeconds(5));
    String answer = pressed.over() ? "done" : "goes on in the background";
    // endregion
    assertThat(answer).isEqualTo("done");
    assertThat(cases.left).hasValue(0);
  }
}
