package dev.stint.application.engine;

import dev.stint.application.api.Config;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.extend.TaskObserver;
import dev.stint.application.contract.FaultyStores;
import dev.stint.application.contract.FaultyStores.Fault;
import dev.stint.domain.Lane;
import dev.stint.domain.Line;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A rig whose store fails as told, that counts the calls of each verb and what an observer hears.
 */
final class FaultyEngineFixture implements TaskObserver {

  /** Leases of 300 ms, so that what happens at renewals happens soon. */
  static final Config QUICK =
      Config.DEFAULT
          .poll(Duration.ofMillis(10))
          .lease(Duration.ofMillis(300))
          .grace(Duration.ofMillis(60))
          .parallelism(4);

  final EngineFixture rig;
  private final FaultyStores[] faulty = new FaultyStores[1];
  private final Map<String, Supplier<Fault>> faults = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
  final AtomicInteger leasesLost = new AtomicInteger();
  final AtomicInteger stale = new AtomicInteger();
  final AtomicInteger began = new AtomicInteger();
  final Map<String, AtomicInteger> failed = new ConcurrentHashMap<>();
  volatile Runnable atBegin = () -> {};
  volatile Runnable atFailure = () -> {};

  FaultyEngineFixture(TaskDefinition<?>... definitions) {
    this(QUICK, definitions);
  }

  FaultyEngineFixture(Config config, TaskDefinition<?>... definitions) {
    rig =
        new EngineFixture(
            config,
            List.of(definitions),
            this,
            real -> {
              faulty[0] = new FaultyStores(real);
              return faulty[0].stores();
            });
    faulty[0].each(
        verb -> {
          calls.computeIfAbsent(verb, v -> new AtomicInteger()).incrementAndGet();
          return faults.getOrDefault(verb, Fault.None::new).get();
        });
  }

  void failing(String... verbs) {
    for (String verb : verbs) {
      faults.put(verb, Fault.Before::new);
    }
  }

  /** Fails the next calls, of which there are as many as told, and no later one. */
  void failing(String verb, int times) {
    AtomicInteger left = new AtomicInteger(times);
    faults.put(verb, () -> left.getAndDecrement() > 0 ? new Fault.Before() : new Fault.None());
  }

  void refusing(String verb, String words) {
    faults.put(verb, () -> new Fault.Refused(words));
  }

  /** Does this first at each call, which works. */
  void before(String verb, Runnable what) {
    faults.put(
        verb,
        () -> {
          what.run();
          return new Fault.None();
        });
  }

  void losingAnswers(String verb) {
    faults.put(verb, Fault.AnswerLost::new);
  }

  void landingThenThrowing(String verb, Throwable error) {
    faults.put(verb, () -> new Fault.LandedThrown(error));
  }

  void holding(String verb, FaultyStores.Barrier barrier) {
    faults.put(verb, () -> new Fault.Held(barrier));
  }

  void wellAgain() {
    faults.clear();
  }

  int calls(String verb) {
    return calls.getOrDefault(verb, new AtomicInteger()).get();
  }

  int failures(String verb) {
    return failed.getOrDefault(verb, new AtomicInteger()).get();
  }

  @Override
  public void began(Line line, Lane lane, Duration delay) {
    began.incrementAndGet();
    atBegin.run();
  }

  @Override
  public void stale(Line line) {
    stale.incrementAndGet();
  }

  @Override
  public void leaseLost() {
    leasesLost.incrementAndGet();
  }

  @Override
  public void storeFailed(String verb, boolean passing) {
    failed.computeIfAbsent(verb, v -> new AtomicInteger()).incrementAndGet();
    atFailure.run();
  }
}
