package dev.stint.application.contract.agreement;

import dev.stint.application.contract.Sample;
import dev.stint.application.contract.StoreFixture;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.Mutexes;
import dev.stint.application.spi.Stores;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.WriteKey;
import dev.stint.domain.task.VersionedTask;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One store of the two, and what those who call it remember: their claims, and what they read. */
final class Side implements AutoCloseable {

  final StoreFixture fixture;
  final Stores stores;
  final Leaves leaves;

  /** Whether settlements claim successors; on both sides, if the store under test does. */
  final boolean successors;

  /** The claims of each task by number, oldest first. */
  private final Map<Integer, List<Held>> claims = new LinkedHashMap<>();

  /** Where somebody saw a task stand some steps ago. */
  final Map<Integer, VersionedTask> seen = new HashMap<>();

  /** The version of each register that somebody saw before the last change. */
  final Map<String, Long> versions = new HashMap<>();

  /** The last hold of each mutex. */
  final Map<String, Mutexes.Hold> holds = new HashMap<>();

  /** A claim in somebody's hands. */
  static final class Held {
    final Claim claim;

    /** Of its last write that landed. */
    WriteKey key;

    /** Where its worker believes the task to stand. */
    Run run;

    /** Settled or released by its own worker. */
    boolean ended;

    Held(Claim claim, Run run) {
      this.claim = claim;
      this.key = claim.key();
      this.run = run;
    }
  }

  /**
   * @param exact as of {@link Leaves}
   */
  Side(StoreFixture fixture, boolean successors, boolean exact) {
    this.fixture = fixture;
    this.stores = fixture.stores();
    this.leaves = new Leaves(stores.queries().health().now(), exact);
    this.successors = successors;
  }

  Instant now() {
    return stores.queries().health().now();
  }

  /** Moves its clock. */
  void advance(Duration step) {
    fixture.advance(step);
  }

  void take(Claim claim, Run run) {
    claims
        .computeIfAbsent(Sample.number(claim.spec().id()), t -> new ArrayList<>())
        .add(new Held(claim, run));
  }

  /** A claim of the task, counted from 0; none if there was none. */
  Optional<Held> held(int task, int number) {
    List<Held> all = claims.getOrDefault(task, List.of());
    return number < all.size() ? Optional.of(all.get(number)) : Optional.empty();
  }

  int claims(int task) {
    return claims.getOrDefault(task, List.of()).size();
  }

  /** The tasks that were claimed at some time. */
  List<Integer> claimed() {
    return List.copyOf(claims.keySet());
  }

  Optional<VersionedTask> standing(int task) {
    return stores.runs().standing(Sample.id(task));
  }

  @Override
  public void close() {
    fixture.close();
  }
}
