package dev.stint.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.contract.Contract;
import dev.stint.application.contract.Sample;
import dev.stint.application.contract.StoreFixture;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.Notes;
import dev.stint.application.spi.RegisterStore.Swap;
import dev.stint.application.spi.Settlement;
import dev.stint.application.spi.Steer;
import dev.stint.application.spi.SteerStore;
import dev.stint.application.spi.StoreException;
import dev.stint.application.spi.WaitStore.Registered;
import dev.stint.application.spi.WaitStore.Wait;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.Due;
import dev.stint.domain.Fence;
import dev.stint.domain.Payload;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.Steering;
import dev.stint.domain.policy.HeadPolicy;
import dev.stint.domain.task.VersionedTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * What becomes of waits and serial keys when a process dies between any two of its writes: nobody
 * is blocked forever, nobody is ready beside another, and nobody is woken twice.
 */
class MongoCutOffTest extends Contract {

  private static final int MORE_THAN_ANY = 30;
  private static final TaskId WAITER = Sample.id(101);
  private static final Wait WAIT = new Wait(Sample.id(1), WAITER, new Fence(1));

  private CutOff cut = new CutOff();

  @Override
  protected StoreFixture open() {
    cut = new CutOff();
    return MongoFixture.cutOff(cut);
  }

  /**
   * Does the same in a fresh store again and again, each time cut off one write later, until
   * nothing is cut off any more.
   */
  private void cutAnywhere(Runnable scene, Runnable act, Consumer<Boolean> afterwards)
      throws Exception {
    for (int writes = 0; writes < MORE_THAN_ANY; writes++) {
      fixture.close();
      begin();
      scene.run();
      cut.after(writes);
      try {
        act.run();
      } catch (StoreException e) {
        assertThat(e.isTransient()).isTrue();
      }
      boolean died = cut.heal();
      fixture.advance(Duration.ofSeconds(2));
      stores.workers().renew(worker);
      afterwards.accept(died);
      if (!died) {
        assertThat(writes).as("writes that it took").isPositive();
        return;
      }
    }
    throw new AssertionError("it never came to an end");
  }

  private static Sample keyed(int number) {
    return Sample.of(number).serial("key");
  }

  /** Lets all run that can, in order, each alone of its key. */
  private List<TaskId> drained() {
    List<TaskId> order = new ArrayList<>();
    for (int round = 0; round < 20; round++) {
      stores.runs().promote(100);
      stores.runs().deliver(100, Duration.ofSeconds(1));
      List<Claim> claims = claim(10);
      assertThat(claims).as("ready at once").hasSizeLessThan(2);
      for (Claim claim : claims) {
        order.add(claim.spec().id());
        end(claim, Sample.done());
      }
    }
    return order;
  }

  private WriteResult settled(Claim claim, Outcome outcome, HeadPolicy head) {
    return stores
        .runs()
        .settle(
            List.of(
                new Settlement(
                    claim.key().next(), outcome, Notes.NONE, KEEP, Duration.ZERO, head, 10)))
        .get(0);
  }

  @Test
  void a_key_whose_holder_died_while_it_ended_is_handed_on() throws Exception {
    List<Claim> first = new ArrayList<>();
    cutAnywhere(
        () -> {
          insert(keyed(1), keyed(2), keyed(3));
          first.clear();
          first.add(claimOne());
        },
        () -> settled(first.get(0), Sample.done(), HeadPolicy.HOLD),
        died -> {
          assertThat(settled(first.get(0), Sample.done(), HeadPolicy.HOLD).stands()).isTrue();
          assertThat(drained()).containsExactly(Sample.id(2), Sample.id(3));
        });
  }

  @Test
  void a_key_whose_holder_died_while_it_stepped_aside_is_handed_on() throws Exception {
    List<Claim> first = new ArrayList<>();
    cutAnywhere(
        () -> {
          insert(keyed(1), keyed(2));
          first.clear();
          first.add(claimOne());
        },
        () -> settled(first.get(0), Sample.yielded("here"), HeadPolicy.STEP_ASIDE),
        died -> {
          settled(first.get(0), Sample.yielded("here"), HeadPolicy.STEP_ASIDE);
          assertThat(drained()).containsExactly(Sample.id(2), Sample.id(1));
        });
  }

  @Test
  void a_request_cut_off_anywhere_comes_to_its_turn_if_it_is_stored() throws Exception {
    cutAnywhere(
        () -> {},
        () -> stores.requests().insert(List.of(keyed(2).make(), keyed(1).make())),
        died -> {
          stores.requests().insert(List.of(keyed(2).make(), keyed(1).make()));
          assertThat(drained()).containsExactly(Sample.id(2), Sample.id(1));
        });
  }

  @Test
  void what_came_due_while_its_promoter_died_comes_to_its_turn() throws Exception {
    cutAnywhere(
        () -> {
          insert(keyed(1).due(Due.in(Duration.ofSeconds(1))), Sample.of(2).serial("other"));
          fixture.advance(Duration.ofSeconds(2));
          end(claimOne(), Sample.done());
        },
        () -> stores.runs().promote(10),
        died -> assertThat(drained()).containsExactly(Sample.id(1)));
  }

  private void steer(int number, Function<Run, Optional<Outcome>> decision) {
    VersionedTask seen = standing(Sample.id(number));
    decision
        .apply(seen.run())
        .ifPresent(o -> stores.steering().steer(List.of(new Steer.Move(seen, o, KEEP))));
  }

  @Test
  void a_head_paused_or_cancelled_by_a_process_that_died_hands_its_key_on() throws Exception {
    cutAnywhere(
        () -> insert(keyed(1), keyed(2)),
        () -> steer(1, Steering::pause),
        died -> {
          steer(1, Steering::pause);
          assertThat(drained()).containsExactly(Sample.id(2));
          steer(1, Steering::resume);
          assertThat(drained()).containsExactly(Sample.id(1));
        });
    cutAnywhere(
        () -> insert(keyed(1), keyed(2)),
        () -> steer(1, Steering::cancel),
        died -> {
          steer(1, Steering::cancel);
          assertThat(drained()).containsExactly(Sample.id(2));
        });
  }

  @Test
  void whoever_was_about_to_get_the_key_and_left_does_not_keep_it() throws Exception {
    List<Claim> first = new ArrayList<>();
    cutAnywhere(
        () -> {
          insert(keyed(1), keyed(2), keyed(3));
          first.clear();
          first.add(claimOne());
        },
        () -> settled(first.get(0), Sample.done(), HeadPolicy.HOLD),
        died -> {
          steer(2, Steering::cancel);
          settled(first.get(0), Sample.done(), HeadPolicy.HOLD);
          assertThat(drained()).containsExactly(Sample.id(3));
        });
  }

  @Test
  void a_restart_cut_off_anywhere_waits_its_turn() throws Exception {
    cutAnywhere(
        () -> {
          insert(keyed(1));
          end(claimOne(), Sample.done());
        },
        () -> steer(1, Steering::restart),
        died -> {
          steer(1, Steering::restart);
          assertThat(drained()).containsExactly(Sample.id(1));
        });
  }

  @Test
  void a_registration_cut_off_anywhere_is_made_again_and_owed_once() throws Exception {
    List<Claim> target = new ArrayList<>();
    cutAnywhere(
        () -> {
          target.clear();
          target.add(running(Sample.of(1)));
        },
        () -> stores.waits().register(List.of(WAIT)),
        died -> {
          assertThat(stores.waits().register(List.of(WAIT))).containsExactly(Registered.WAITING);
          assertThat(settled(target.get(0), Sample.done(), HeadPolicy.HOLD))
              .isEqualTo(WriteResult.applied(true));
          assertThat(stores.waits().owed(10, Duration.ZERO)).containsExactly(WAIT);
        });
  }

  @Test
  void waits_cleared_by_who_died_are_owed_until_they_are_gone_and_keep_nothing_back()
      throws Exception {
    cutAnywhere(
        () -> {
          Claim target = running(Sample.of(1));
          stores.waits().register(List.of(WAIT));
          settled(target, Sample.done(), HeadPolicy.HOLD);
        },
        () -> stores.waits().clear(List.of(WAIT)),
        died -> {
          stores.waits().clear(stores.waits().owed(10, Duration.ZERO));
          assertThat(stores.waits().owed(10, Duration.ZERO)).isEmpty();
          assertThat(stores.steering().clean(all())).isOne();
        });
  }

  private static SteerStore.Sweep all() {
    return new SteerStore.Sweep(
        java.util.Set.of(), java.util.Set.of(), Optional.of(Duration.ZERO), false, false, 10);
  }

  @Test
  void a_finisher_cut_off_anywhere_owes_its_waiter_once() throws Exception {
    List<Claim> target = new ArrayList<>();
    cutAnywhere(
        () -> {
          insert(keyed(1), keyed(2));
          target.clear();
          target.add(claimOne());
          stores.waits().register(List.of(WAIT));
        },
        () -> settled(target.get(0), Sample.done(), HeadPolicy.HOLD),
        died -> {
          assertThat(settled(target.get(0), Sample.done(), HeadPolicy.HOLD).stands()).isTrue();
          assertThat(stores.waits().owed(10, Duration.ZERO)).containsExactly(WAIT);
          stores.waits().clear(List.of(WAIT));
          assertThat(stores.waits().owed(10, Duration.ZERO)).isEmpty();
          assertThat(drained()).containsExactly(Sample.id(2));
        });
  }

  @Test
  void a_register_is_changed_by_one_write() throws Exception {
    Swap swap = new Swap("limit", "a", 0, Payload.of("one"));
    cutAnywhere(
        () -> {},
        () -> stores.registers().swap(List.of(swap)),
        died ->
            assertThat(stores.registers().swap(List.of(swap)))
                .containsExactly(died ? WriteResult.APPLIED : WriteResult.STALE));
  }
}
