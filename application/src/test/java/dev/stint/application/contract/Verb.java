package dev.stint.application.contract;

import dev.stint.application.spi.Checkpoint;
import dev.stint.application.spi.CheckpointResult;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.ClaimId;
import dev.stint.application.spi.ClaimRequest;
import dev.stint.application.spi.Inserted;
import dev.stint.application.spi.LostWorker;
import dev.stint.application.spi.Notes;
import dev.stint.application.spi.RegisterStore.Swap;
import dev.stint.application.spi.Settlement;
import dev.stint.application.spi.Steer;
import dev.stint.application.spi.SteerStore;
import dev.stint.application.spi.Stores;
import dev.stint.application.spi.WaitStore.Wait;
import dev.stint.application.spi.WorkerRow;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.Due;
import dev.stint.domain.Fence;
import dev.stint.domain.Message;
import dev.stint.domain.Payload;
import dev.stint.domain.Progress;
import dev.stint.domain.SetAside;
import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.Replay;
import dev.stint.domain.life.Signal;
import dev.stint.domain.life.Steering;
import dev.stint.domain.life.WriteKey;
import dev.stint.domain.task.VersionedTask;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Each write of the store ports, in a scene where it changes something. */
enum Verb {
  INSERT(t -> new Scene(t, s -> insert(s, Sample.of(1).active("key")))),
  CLAIM(
      t -> {
        t.insert(Sample.of(1));
        var asked = t.asking(1, 1, Sample.LINE);
        return new Scene(t, s -> s.runs().claim(asked).tasks())
            .again(s -> s.runs().claimed(asked.id()));
      }),
  BEGIN(t -> fenced(t, key -> s -> checkpoint(s, key, Notes.NONE))),
  CHECKPOINT(t -> fenced(t, key -> s -> checkpoint(s, key, notes()))),
  SETTLE_DONE(t -> fenced(t, key -> s -> settle(s, key, Sample.done(), Contract.KEEP))),
  SETTLE_BARE(t -> fenced(t, key -> s -> settle(s, key, Sample.done(), Duration.ZERO))),
  SETTLE_YIELD(t -> fenced(t, key -> s -> settle(s, key, Sample.yielded("3"), Contract.KEEP))),
  SETTLE_RETRY(
      t ->
          fenced(
              t,
              key -> s -> settle(s, key, Sample.retrying(Duration.ofMinutes(1)), Contract.KEEP))),
  SETTLE_OWING(
      t -> {
        Claim claim = awaited(t);
        return new Scene(t, s -> settle(s, claim.key().next(), Sample.done(), Contract.KEEP));
      }),
  SETTLE_KEYED(
      t -> {
        t.insert(Sample.of(1).serial("key"));
        t.insert(Sample.of(2).serial("key"));
        Claim claim = t.claimOne();
        return new Scene(t, s -> settle(s, claim.key().next(), Sample.done(), Contract.KEEP));
      }),
  SETTLE_TAKING(
      t -> {
        t.insert(Sample.of(1).serial("key"));
        t.insert(Sample.of(2).serial("key"));
        Settlement end =
            new Settlement(
                t.claimOne().key().next(), Sample.done(), notes(), Contract.KEEP, Duration.ZERO);
        ClaimRequest successors = t.asking(9, 0, Sample.LINE);
        return new Scene(t, s -> s.runs().settle(List.of(end), successors).landings().get(0));
      }),
  CLEAR(
      t -> {
        Claim claim = awaited(t);
        t.settle(claim.key().next(), Sample.done());
        return new Scene(
            t,
            s -> {
              s.waits().clear(List.of(waits()));
              return true;
            });
      }),
  SWAP(
      t -> {
        Swap swap = new Swap("limit", "a", 0, Payload.of("one"));
        return new Scene(t, s -> s.registers().swap(List.of(swap)).get(0)).repeatable(false);
      }),
  RELEASE(t -> fenced(t, key -> s -> s.runs().release(List.of(key)).get(0))),
  CHUNK(t -> fenced(t, key -> s -> chunk(s, key))),
  PROMOTE(
      t -> {
        t.insert(Sample.of(1).due(Due.in(Duration.ofMinutes(1))));
        t.fixture.advance(Duration.ofMinutes(2));
        return new Scene(t, s -> s.runs().promote(10));
      }),
  REGISTER(
      t -> {
        var row = new WorkerRow(Sample.worker(7), "seven", Contract.LEASE, Set.of(Sample.TYPE));
        return new Scene(t, s -> s.workers().register(row));
      }),
  RENEW(
      t -> {
        t.fixture.advance(Duration.ofSeconds(1));
        return new Scene(t, s -> s.workers().renew(t.worker));
      }),
  RETIRE(
      t ->
          new Scene(
              t,
              s -> {
                s.workers().retire(t.worker);
                return true;
              })),
  LOSE(
      t -> {
        t.running(Sample.of(1));
        t.fixture.advance(Contract.LEASE.plusMillis(1));
        return new Scene(t, s -> s.workers().lose());
      }),
  TAKE_OVER(
      t -> {
        t.running(Sample.of(1));
        t.fixture.advance(Contract.LEASE.plusMillis(1));
        t.register(Sample.worker(2));
        t.stores.workers().lose();
        ClaimId id = new ClaimId(Sample.worker(2), -1);
        return new Scene(t, s -> s.workers().takeOver(id, new LostWorker(t.worker), 10))
            .again(s -> s.runs().claimed(id));
      }),
  MOVE(
      t -> {
        t.insert(Sample.of(1));
        VersionedTask seen = t.standing(Sample.id(1));
        Outcome paused = Steering.pause(seen.run()).orElseThrow();
        return steering(t, new Steer.Move(seen, paused, Contract.KEEP), false);
      }),
  RESTART(
      t -> {
        t.end(t.running(Sample.of(1)), Sample.done());
        VersionedTask seen = t.standing(Sample.id(1));
        Outcome anew = Steering.restart(seen.run()).orElseThrow();
        return steering(t, new Steer.Move(seen, anew, Contract.KEEP), false);
      }),
  RESTART_AT(
      t -> {
        t.insert(Sample.of(1));
        VersionedTask seen = t.standing(Sample.id(1));
        Outcome moved = Steering.restartAt(seen.run(), 1, Payload.of("3")).orElseThrow();
        Message said = new Message(Message.Level.INFO, "moved");
        return steering(t, new Steer.Move(seen, moved, Contract.KEEP, List.of(said)), false);
      }),
  REDO(
      t -> {
        Claim claim = t.running(Sample.of(1));
        checkpoint(t.stores, claim.key().next(), redoing(List.of(item()), List.of()));
        Notes redone = redoing(List.of(), List.of(item().item()));
        return new Scene(t, s -> checkpoint(s, claim.key().next().next(), redone));
      }),
  REPLAY(
      t -> {
        t.end(t.running(Sample.of(1)), Sample.done());
        VersionedTask seen = t.standing(Sample.id(1));
        Replay.Wanted all = new Replay.Wanted(Optional.empty(), 1, List.of());
        Outcome again = Steering.replay(seen.run(), 0, all).orElseThrow();
        return steering(t, new Steer.Move(seen, again, Contract.KEEP), false);
      }),
  SIGNAL(
      t -> {
        t.running(Sample.of(1));
        return steering(t, new Steer.Raise(t.standing(Sample.id(1)), Signal.CANCEL), true);
      }),
  ADJUST(
      t -> {
        t.insert(Sample.of(1));
        VersionedTask seen = t.standing(Sample.id(1));
        return steering(t, new Steer.Adjust(seen, Optional.of(9), Optional.empty()), true);
      }),
  CLEAN(
      t -> {
        t.end(t.running(Sample.of(1)), Sample.done());
        SteerStore.Sweep all =
            new SteerStore.Sweep(Set.of(), Set.of(), Optional.of(Duration.ZERO), false, false, 10);
        return new Scene(t, s -> s.steering().clean(all));
      });

  private final Function<Contract, Scene> scene;

  Verb(Function<Contract, Scene> scene) {
    this.scene = scene;
  }

  /** Sets the scene on the contract's store. */
  Scene in(Contract contract) {
    return scene.apply(contract);
  }

  /** One call of the verb, and how it is asked for again after an answer that was lost. */
  record Scene(
      Contract contract,
      Function<Stores, Object> act,
      Function<Stores, Object> again,
      boolean repeatable) {

    Scene(Contract contract, Function<Stores, Object> act) {
      this(contract, act, act, true);
    }

    Scene again(Function<Stores, Object> other) {
      return new Scene(contract, act, other, repeatable);
    }

    Scene repeatable(boolean value) {
      return new Scene(contract, act, again, value);
    }
  }

  private static Scene fenced(Contract t, Function<WriteKey, Function<Stores, Object>> write) {
    Claim claim = t.running(Sample.of(1));
    return new Scene(t, write.apply(claim.key().next()));
  }

  /** Somebody waits for the first task. */
  static Wait waits() {
    return new Wait(Sample.id(1), Sample.id(9), new Fence(1));
  }

  private static Claim awaited(Contract t) {
    Claim claim = t.running(Sample.of(1));
    t.stores.waits().register(List.of(waits()));
    return claim;
  }

  private static Scene steering(Contract t, Steer change, boolean repeatable) {
    return new Scene(t, s -> s.steering().steer(List.of(change)).get(0)).repeatable(repeatable);
  }

  private static List<Inserted> insert(Stores stores, Sample sample) {
    return stores.requests().insert(List.of(sample.make()));
  }

  private static SetAside item() {
    return new SetAside("row 4", Payload.of("content"), "why");
  }

  private static Notes redoing(List<SetAside> items, List<String> redone) {
    return new Notes(
        Optional.empty(), Optional.empty(), Optional.empty(), List.of(), items, redone);
  }

  private static Notes notes() {
    return new Notes(
        Optional.empty(),
        Optional.of(new Progress(3, 9, "third")),
        Optional.empty(),
        List.of(new Message(Message.Level.INFO, "one")),
        List.of());
  }

  private static WriteResult checkpoint(Stores stores, WriteKey key, Notes notes) {
    return stores
        .runs()
        .checkpoint(List.of(new Checkpoint(key, Sample.at("3"), notes)))
        .get(0)
        .landing();
  }

  private static WriteResult settle(Stores stores, WriteKey key, Outcome outcome, Duration keep) {
    Settlement settlement = new Settlement(key, outcome, notes(), keep, Duration.ofMillis(5));
    return stores.runs().settle(List.of(settlement)).get(0);
  }

  private static WriteResult chunk(Stores stores, WriteKey key) {
    CheckpointResult checked =
        stores
            .chunks()
            .inChunk(
                session -> {
                  session.insert(List.of(Sample.of(2).make()));
                  return new Checkpoint(key, Sample.at("3"), notes());
                });
    return checked.landing();
  }
}
