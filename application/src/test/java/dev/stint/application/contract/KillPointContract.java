package dev.stint.application.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.stint.application.spi.Checkpoint;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.Notes;
import dev.stint.application.spi.Settlement;
import dev.stint.application.spi.StoreException;
import dev.stint.application.spi.Stores;
import dev.stint.application.spi.WriteResult;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every write of the store ports, cut off where a crash or a network cuts: failed before; landed
 * with the answer lost; repeated late; stopped past the lease and continued.
 */
public abstract class KillPointContract extends Contract {

  private World world() {
    return World.of(stores);
  }

  private static void assertCutOff(Verb.Scene scene, FaultyStores faulty) {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> scene.act().apply(faulty.stores()))
        .matches(StoreException::isTransient);
  }

  @ParameterizedTest
  @EnumSource
  void a_write_that_failed_before_the_store_changed_nothing_and_can_be_repeated(Verb verb) {
    Verb.Scene scene = verb.in(this);
    FaultyStores faulty = new FaultyStores(stores);
    World before = world();

    faulty.next(new FaultyStores.Fault.Before());
    assertCutOff(scene, faulty);

    assertThat(world()).isEqualTo(before);
    Object answer = scene.again().apply(faulty.stores());
    if (verb == Verb.CLAIM || verb == Verb.TAKE_OVER) {
      assertThat(answer).isEqualTo(List.of());
      answer = scene.act().apply(faulty.stores());
    }
    assertThat(world()).isNotEqualTo(before);
    assertThat(answer).isNotEqualTo(WriteResult.STALE).isNotEqualTo(WriteResult.GONE);
  }

  @ParameterizedTest
  @EnumSource
  void a_write_whose_answer_was_lost_is_asked_for_again_without_a_second_effect(Verb verb) {
    Verb.Scene scene = verb.in(this);
    FaultyStores faulty = new FaultyStores(stores);
    World before = world();

    faulty.next(new FaultyStores.Fault.AnswerLost());
    assertCutOff(scene, faulty);

    World landed = world();
    assertThat(landed).isNotEqualTo(before);
    Object answer = scene.again().apply(faulty.stores());
    assertThat(world()).isEqualTo(landed);
    if (answer instanceof WriteResult result && scene.repeatable()) {
      assertThat(result.stands()).isTrue();
    } else if (verb == Verb.CLAIM || verb == Verb.TAKE_OVER) {
      assertThat((List<?>) answer).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void who_waits_is_owed_once_wherever_registration_end_and_wake_are_cut_off(boolean landed) {
    FaultyStores faulty = new FaultyStores(stores);
    FaultyStores.Fault fault =
        landed ? new FaultyStores.Fault.AnswerLost() : new FaultyStores.Fault.Before();
    Claim claim = running(Sample.of(1));
    Settlement end =
        new Settlement(claim.key().next(), Sample.done(), Notes.NONE, KEEP, Duration.ZERO);

    twice(faulty, fault, s -> s.waits().register(List.of(Verb.waits())));
    twice(faulty, fault, s -> s.runs().settle(List.of(end)));
    assertThat(stores.waits().owed(10, Duration.ZERO)).containsExactly(Verb.waits());

    twice(faulty, fault, s -> s.waits().clear(List.of(Verb.waits())));
    assertThat(stores.waits().owed(10, Duration.ZERO)).isEmpty();
  }

  /** Cut off once, then asked for again. */
  private static void twice(FaultyStores faulty, FaultyStores.Fault fault, Consumer<Stores> write) {
    faulty.next(fault);
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> write.accept(faulty.stores()))
        .matches(StoreException::isTransient);
    write.accept(faulty.stores());
  }

  @ParameterizedTest
  @EnumSource(
      names = {"INSERT", "BEGIN", "CHECKPOINT", "SETTLE_.*", "RELEASE", "CHUNK", "MOVE", "RESTART"},
      mode = EnumSource.Mode.MATCH_ANY)
  void a_write_that_comes_again_after_the_task_went_on_moves_nothing_back(Verb verb) {
    Verb.Scene scene = verb.in(this);
    World before = world();
    Object first = scene.act().apply(stores);
    assertThat(first).isNotEqualTo(WriteResult.STALE);
    assertThat(world()).isNotEqualTo(before);
    goOn();
    World later = world();

    Object answer = scene.act().apply(stores);

    assertThat(world()).isEqualTo(later);
    assertThat(answer).isNotEqualTo(WriteResult.APPLIED);
  }

  /** Whatever state the task is in, it ends up claimed anew, past a checkpoint, or removed. */
  private void goOn() {
    fixture.advance(LEASE.plusMillis(1));
    register(Sample.worker(3));
    stores.workers().lose();
    worker = Sample.worker(3);
    stores.runs().promote(10);
    claim(10)
        .forEach(
            c ->
                stores
                    .runs()
                    .checkpoint(
                        List.of(new Checkpoint(c.key().next(), Sample.at("9"), Notes.NONE))));
  }

  @ParameterizedTest
  @EnumSource(
      names = {"BEGIN", "CHECKPOINT", "SETTLE_.*", "RELEASE", "CHUNK"},
      mode = EnumSource.Mode.MATCH_ANY)
  void a_write_of_a_process_stopped_past_its_lease_is_refused(Verb verb) throws Exception {
    Verb.Scene scene = verb.in(this);
    FaultyStores faulty = new FaultyStores(stores);
    FaultyStores.Barrier stopped = new FaultyStores.Barrier();
    faulty.next(new FaultyStores.Fault.Held(stopped));
    CompletableFuture<Object> write =
        CompletableFuture.supplyAsync(() -> scene.act().apply(faulty.stores()));
    stopped.awaitArrival();

    assertThat(takenOver(Sample.worker(2)).spec().id()).isEqualTo(Sample.id(1));
    World after = world();
    stopped.open();

    assertThat(write.get(30, TimeUnit.SECONDS)).isEqualTo(WriteResult.STALE);
    assertThat(world()).isEqualTo(after);
  }
}
