package dev.stint.application.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.Config;
import dev.stint.application.api.Request;
import dev.stint.application.api.RequestTasks;
import dev.stint.application.api.Requested;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.UniquePolicy;
import dev.stint.application.api.extend.LinkRenderer;
import dev.stint.application.api.extend.NoticeRenderer;
import dev.stint.application.api.operate.AskTasks;
import dev.stint.application.api.operate.SteerResult;
import dev.stint.application.api.operate.SteerTasks;
import dev.stint.application.service.AskParts;
import dev.stint.application.service.AskService;
import dev.stint.application.service.NewTasks;
import dev.stint.application.service.RequestService;
import dev.stint.application.service.SteerService;
import dev.stint.application.service.Types;
import dev.stint.application.service.UniqueRequests;
import dev.stint.application.spi.Checkpoint;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.Notes;
import dev.stint.application.spi.Steer;
import dev.stint.application.spi.SteerStore;
import dev.stint.application.spi.Upkeep;
import dev.stint.application.spi.WaitStore;
import dev.stint.application.spi.WaitStore.Registered;
import dev.stint.application.spi.WaitStore.Wait;
import dev.stint.application.spi.Wakeups;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.Fence;
import dev.stint.domain.Message;
import dev.stint.domain.Payload;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Await;
import dev.stint.domain.life.Block;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.Signal;
import dev.stint.domain.life.Steering;
import dev.stint.domain.life.StepPolicy;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.life.WriteKey;
import dev.stint.domain.policy.Turn;
import dev.stint.domain.task.VersionedTask;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every {@link WaitStore} promises: a waiting task is owed a wake, and no wake is repeated
 * without end.
 */
public abstract class WaitStoreContract extends Contract {

  private static final TaskId FIRST_WAITER = Sample.id(101);
  private static final TaskId OTHER_WAITER = Sample.id(102);

  private static Wait wait(int target, TaskId waiter) {
    return wait(target, waiter, 5);
  }

  private static Wait wait(int target, TaskId waiter, long fence) {
    return new Wait(Sample.id(target), waiter, new Fence(fence));
  }

  private Registered register(int target, TaskId waiter) {
    return register(wait(target, waiter));
  }

  private Registered register(Wait wait) {
    return stores.waits().register(List.of(wait)).get(0);
  }

  private List<Wait> owed() {
    return stores.waits().owed(100, Duration.ZERO);
  }

  private static Notes milestone(String name) {
    return new Notes(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(new Message(Message.Level.MILESTONE, name)),
        List.of());
  }

  private static final TaskType<String> REPLACED = TaskType.of("replaced", String.class);

  @Test
  void a_target_that_finishes_owes_those_who_waited_for_it() {
    Claim claim = running(Sample.of(1));
    insert(Sample.of(2));
    assertThat(register(1, FIRST_WAITER)).isEqualTo(Registered.WAITING);
    assertThat(register(1, OTHER_WAITER)).isEqualTo(Registered.WAITING);
    assertThat(register(2, FIRST_WAITER)).isEqualTo(Registered.WAITING);
    assertThat(owed()).isEmpty();

    assertThat(settle(claim.key().next(), Sample.done())).isEqualTo(WriteResult.applied(true));
    assertThat(stores.workers().upkeep(Duration.ZERO)).contains(Upkeep.DELIVER);

    Wait first = wait(1, FIRST_WAITER);
    Wait other = wait(1, OTHER_WAITER);
    assertThat(owed()).containsExactlyInAnyOrder(first, other);
    assertThat(stores.waits().owedBy(List.of(Sample.id(1), Sample.id(2)), 10))
        .containsExactlyInAnyOrder(first, other);
    stores.waits().clear(List.of(first));
    assertThat(owed()).containsExactly(other);
    stores.waits().clear(List.of(other, other));
    assertThat(owed()).isEmpty();
  }

  @Test
  void a_repeated_settlement_that_owes_was_applied_before() {
    Claim claim = running(Sample.of(1));
    register(1, FIRST_WAITER);
    settle(claim.key().next(), Sample.done());

    assertThat(settle(claim.key().next(), Sample.done())).isEqualTo(WriteResult.APPLIED_BEFORE);
    assertThat(owed()).containsExactly(wait(1, FIRST_WAITER));
  }

  @Test
  void a_stint_that_does_not_finish_owes_nothing() {
    Claim claim = running(Sample.of(1));
    register(1, FIRST_WAITER);

    end(claim, Sample.yielded("further"));

    assertThat(owed()).isEmpty();
    Claim again = claimOne();
    assertThat(settle(again.key().next(), Sample.done())).isEqualTo(WriteResult.applied(true));
  }

  @Test
  void whoever_comes_too_late_is_told_so() {
    Claim claim = running(Sample.of(1));
    end(claim, Sample.done());

    assertThat(register(1, FIRST_WAITER)).isEqualTo(Registered.OVER);
    assertThat(register(9, FIRST_WAITER)).isEqualTo(Registered.GONE);
    assertThat(owed()).isEmpty();
    insert(Sample.of(2));
    assertThat(stores.waits().register(List.of(wait(1, OTHER_WAITER), wait(2, OTHER_WAITER))))
        .containsExactly(Registered.OVER, Registered.WAITING);
  }

  @Test
  void a_tombstone_is_over_and_still_owes() {
    Claim claim = running(Sample.of(1));
    register(1, FIRST_WAITER);

    assertThat(settle(claim.key().next(), Sample.done(), Notes.NONE, Duration.ZERO))
        .isEqualTo(WriteResult.applied(true));

    assertThat(register(1, OTHER_WAITER)).isEqualTo(Registered.OVER);
    assertThat(owed()).containsExactly(wait(1, FIRST_WAITER));
  }

  @Test
  void registering_twice_is_owed_once() {
    Claim claim = running(Sample.of(1));
    register(1, FIRST_WAITER);
    assertThat(register(1, FIRST_WAITER)).isEqualTo(Registered.WAITING);

    settle(claim.key().next(), Sample.done());

    assertThat(owed()).containsExactly(wait(1, FIRST_WAITER));
  }

  @Test
  void a_wait_that_is_registered_anew_stays_when_the_older_one_is_cleared() {
    Claim claim = running(Sample.of(1));
    Wait older = wait(1, FIRST_WAITER, 5);
    Wait newer = wait(1, FIRST_WAITER, 6);
    register(older);
    assertThat(register(newer)).isEqualTo(Registered.WAITING);

    stores.waits().clear(List.of(older));

    assertThat(settle(claim.key().next(), Sample.done())).isEqualTo(WriteResult.applied(true));
    assertThat(owed()).containsExactly(newer);
    stores.waits().clear(List.of(newer));
    assertThat(owed()).isEmpty();
  }

  @Test
  void a_wait_that_is_registered_anew_is_owed_what_the_older_one_was() {
    Claim claim = running(Sample.of(1));
    Wait older = wait(1, FIRST_WAITER, 1_764_547_200_000_005L);
    Wait newer = wait(1, FIRST_WAITER, 1_764_547_200_000_006L);
    register(older);
    Checkpoint half = new Checkpoint(claim.key().next(), Sample.at("here"), milestone("half"));
    stores.runs().checkpoint(List.of(half));
    assertThat(owed()).containsExactly(older);
    register(newer);

    stores.waits().clear(List.of(older));

    assertThat(owed()).containsExactly(newer);
    assertThat(stores.waits().owedBy(List.of(Sample.id(1)), 10)).containsExactly(newer);
  }

  @Test
  void a_registration_that_comes_late_leaves_the_newer_wait_alone() {
    Claim claim = running(Sample.of(1));
    Wait older = wait(1, FIRST_WAITER, 5);
    Wait newer = wait(1, FIRST_WAITER, 6);
    register(newer);
    assertThat(register(older)).isEqualTo(Registered.WAITING);

    stores.waits().clear(List.of(older));
    settle(claim.key().next(), Sample.done());

    assertThat(owed()).containsExactly(newer);
  }

  @Test
  void clearing_a_wait_clears_an_older_one_too() {
    Claim claim = running(Sample.of(1));
    register(wait(1, FIRST_WAITER, 5));
    settle(claim.key().next(), Sample.done());

    stores.waits().clear(List.of(wait(1, FIRST_WAITER, 6)));

    assertThat(owed()).isEmpty();
  }

  @Test
  void a_cleared_wait_is_not_owed() {
    Claim claim = running(Sample.of(1));
    register(1, FIRST_WAITER);
    register(1, OTHER_WAITER);
    stores.waits().clear(List.of(wait(1, FIRST_WAITER)));

    assertThat(settle(claim.key().next(), Sample.done())).isEqualTo(WriteResult.applied(true));
    assertThat(owed()).containsExactly(wait(1, OTHER_WAITER));
  }

  @Test
  void a_milestone_in_a_checkpoint_owes_those_who_wait() {
    Claim claim = running(Sample.of(1));
    register(1, FIRST_WAITER);
    WriteKey key = claim.key().next();

    WriteResult result =
        stores
            .runs()
            .checkpoint(List.of(new Checkpoint(key, Sample.at("here"), milestone("half"))))
            .get(0)
            .landing();

    assertThat(result).isEqualTo(WriteResult.applied(true));
    assertThat(owed()).containsExactly(wait(1, FIRST_WAITER));
    assertThat(stores.queries().messages(Sample.id(1)))
        .extracting(n -> n.message().text())
        .containsExactly("half");
    stores.waits().clear(owed());
    register(1, OTHER_WAITER);
    assertThat(owed()).as("owed by the milestone before it came").isEmpty();
    assertThat(settle(key.next(), Sample.done())).isEqualTo(WriteResult.applied(true));
    assertThat(owed()).containsExactly(wait(1, OTHER_WAITER));
  }

  @Test
  void a_milestone_that_goes_with_a_yield_owes_too() {
    Claim claim = running(Sample.of(1));
    register(1, FIRST_WAITER);

    assertThat(settle(claim.key().next(), Sample.yielded("further"), milestone("half"), KEEP))
        .isEqualTo(WriteResult.applied(true));

    assertThat(owed()).containsExactly(wait(1, FIRST_WAITER));
  }

  @Test
  void a_person_who_ends_the_target_makes_it_owe() {
    insert(Sample.of(1));
    register(1, FIRST_WAITER);
    Steer cancel =
        new Steer.Move(
            standing(Sample.id(1)), Steering.cancel(Run.NEW).orElseThrow(), Duration.ofDays(1));

    assertThat(stores.steering().steer(List.of(cancel))).containsExactly(WriteResult.applied(true));

    assertThat(owed()).containsExactly(wait(1, FIRST_WAITER));
  }

  @Test
  void a_target_cancelled_while_it_runs_owes_at_the_end_of_its_stint() {
    Claim claim = running(Sample.of(1));
    register(1, FIRST_WAITER);
    raise(Sample.id(1), Signal.CANCEL);

    assertThat(settle(claim.key().next(), Sample.yielded("further")))
        .isEqualTo(WriteResult.applied(true));
    assertThat(owed()).containsExactly(wait(1, FIRST_WAITER));
  }

  @Test
  void what_is_owed_too_recently_is_left_to_who_owes_it() {
    Claim claim = running(Sample.of(1));
    register(1, FIRST_WAITER);
    settle(claim.key().next(), Sample.done());

    assertThat(stores.waits().owed(10, Duration.ofSeconds(1))).isEmpty();
    fixture.advance(Duration.ofSeconds(2));
    assertThat(stores.waits().owed(10, Duration.ofSeconds(1)))
        .containsExactly(wait(1, FIRST_WAITER));
  }

  @Test
  void a_task_that_owes_is_not_cleaned() {
    Claim claim = running(Sample.of(1));
    register(1, FIRST_WAITER);
    settle(claim.key().next(), Sample.done());
    SteerStore.Sweep all =
        new SteerStore.Sweep(Set.of(), Set.of(), Optional.of(Duration.ZERO), false, false, 100);
    fixture.advance(Duration.ofSeconds(1));

    assertThat(stores.steering().clean(all)).isZero();
    stores.waits().clear(owed());
    assertThat(stores.steering().clean(all)).isEqualTo(1);
  }

  @Test
  void a_waiter_is_claimed_again_when_it_is_woken_and_when_its_patience_ends() {
    Claim claim = running(Sample.of(1));
    StepPolicy journey = new StepPolicy(List.of(), Turn.FAIR, new Random(1));
    Block wait = Block.on(Await.success(Sample.id(7)), now().plusSeconds(60));
    end(claim, journey.block(Sample.at("here"), claim.run().cursor(), wait));
    assertThat(claim(1)).isEmpty();
    assertThat(standing(Sample.id(1)).run().blocked()).contains(wait);

    Steer wake =
        new Steer.Move(
            standing(Sample.id(1)),
            Steering.wake(standing(Sample.id(1)).run()).orElseThrow(),
            KEEP);
    assertThat(stores.steering().steer(List.of(wake))).containsExactly(WriteResult.APPLIED);
    Claim woken = claimOne();
    assertThat(woken.run().status()).isEqualTo(TaskStatus.BLOCKED);
    assertThat(woken.run().blocked()).contains(wait);
    assertThat(standing(Sample.id(1)).run().blocked()).contains(wait);

    assertThat(release(woken.key().next())).isEqualTo(WriteResult.APPLIED);
    assertThat(standing(Sample.id(1)).run().status()).isEqualTo(TaskStatus.BLOCKED);
    Claim again = claimOne();
    end(again, journey.block(Sample.at("here"), claim.run().cursor(), wait));
    fixture.advance(Duration.ofSeconds(61));
    assertThat(stores.runs().promote(10)).isEqualTo(1);
    assertThat(claimOne().run().blocked()).contains(wait);
  }

  /** A command of people, and how the awaited task got to where it makes sense. */
  private enum Command {
    PAUSE(SteerTasks::pause),
    RESUME(SteerTasks::resume),
    CANCEL(SteerTasks::cancel),
    RESTART(SteerTasks::restart),
    REMOVE(SteerTasks::remove),
    PRIORITIZE((steer, tasks) -> steer.prioritize(tasks, 7)),
    OPTIONS((steer, tasks) -> steer.options(tasks, o -> o.keep(KEEP)));

    private final BiFunction<SteerTasks, List<TaskId>, List<SteerTasks.Steered>> call;

    Command(BiFunction<SteerTasks, List<TaskId>, List<SteerTasks.Steered>> call) {
      this.call = call;
    }

    boolean ends() {
      return this == CANCEL || this == REMOVE;
    }
  }

  private final PlainCodec codec = new PlainCodec();

  private SteerTasks steer() {
    return new SteerService(stores, Config.DEFAULT, codec, new Types(List.of()));
  }

  private SteerResult command(Command command) {
    return command.call.apply(steer(), List.of(Sample.id(1))).get(0).result();
  }

  /** The task before the command; others wait for it. */
  private void awaited(Command before) {
    if (before == Command.RESTART) {
      Claim claim = running(Sample.of(1));
      register(1, FIRST_WAITER);
      settle(claim.key().next(), Sample.done());
      return;
    }
    insert(Sample.of(1));
    register(1, FIRST_WAITER);
    if (before == Command.RESUME) {
      assertThat(command(Command.PAUSE)).isEqualTo(SteerResult.DONE);
    }
    if (before == Command.OPTIONS) {
      VersionedTask seen = standing(Sample.id(1));
      Steer readable = new Steer.Adjust(seen, Optional.empty(), Optional.of(Payload.NONE));
      assertThat(stores.steering().steer(List.of(readable))).containsExactly(WriteResult.APPLIED);
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_command_for_a_task_that_others_wait_for_is_done(Command command) {
    awaited(command);

    assertThat(command(command)).isEqualTo(SteerResult.DONE);

    boolean owes = command.ends() || command == Command.RESTART;
    assertThat(owed()).isEqualTo(owes ? List.of(wait(1, FIRST_WAITER)) : List.of());
  }

  @ParameterizedTest
  @EnumSource(names = {"PAUSE", "CANCEL", "REMOVE"})
  void a_command_for_a_task_that_runs_and_that_others_wait_for_is_a_signal(Command command) {
    Claim claim = running(Sample.of(1));
    register(1, FIRST_WAITER);

    assertThat(command(command)).isEqualTo(SteerResult.SIGNALLED);

    assertThat(owed()).as("until its stint ended").isEmpty();
    assertThat(settle(claim.key().next(), Sample.yielded("further")))
        .isEqualTo(WriteResult.applied(command.ends()));
  }

  @Test
  void a_request_that_replaces_a_task_that_others_wait_for_names_it() {
    Types types =
        new Types(List.of(TaskDefinition.of(REPLACED, (args, context) -> StepOutcome.done())));
    NewTasks tasks = new NewTasks(types, codec, Config.DEFAULT);
    RequestService plain =
        new RequestService(stores.requests(), Wakeups.NONE, tasks, Config.DEFAULT, () -> 0);
    Request<String> request = REPLACED.with("x").key("k").unique(UniquePolicy.REPLACE);
    AskParts parts =
        new AskParts(
            types,
            codec,
            LinkRenderer.DEFAULT,
            NoticeRenderer.DEFAULT,
            () -> 0,
            span -> {},
            Runnable::run);
    AskTasks ask = new AskService(stores.queries(), parts);
    RequestTasks requests = new UniqueRequests(plain, ask, steer());
    TaskId first = requests.request(request).id();
    Wait waits = new Wait(first, FIRST_WAITER, new Fence(5));
    assertThat(stores.waits().register(List.of(waits))).containsExactly(Registered.WAITING);

    Requested second = requests.request(request);

    assertThat(second.isNew()).isTrue();
    assertThat(second.replaced()).contains(first);
    assertThat(owed()).containsExactly(waits);
  }
}
