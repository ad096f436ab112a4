package dev.stint.testing;

import dev.stint.application.spi.Mutexes;
import dev.stint.application.spi.StoreBackend;
import dev.stint.application.spi.Stores;
import dev.stint.application.spi.Wakeups;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One world: a process that lives, and one that dies at a point, on one store and clock. */
final class KillRun {

  private static final long PATIENCE_SECONDS = 120;

  private final KillScenario world;
  private final Duration limit;
  private final KillSwitch kill;
  private final TestStint living;
  private final TestStint mortal;

  KillRun(KillScenario world, Duration limit, KillPoint at) {
    this.world = world;
    this.limit = limit;
    this.kill = new KillSwitch(at);
    TestStint.Builder first = TestStint.builder();
    world.define(first, (name, effect) -> effect.run());
    StoreBackend store = first.backend();
    this.living = first.store(clock -> store).build();
    TestStint.Builder second = TestStint.builder();
    world.define(second, this::effect);
    this.mortal = second.beside(living).store(clock -> new Mortal(store, kill)).build();
  }

  private void effect(String name, Runnable effect) {
    int number = kill.begin();
    kill.dieIf(number, false);
    effect.run();
    kill.note(number, "effect '" + name + "'");
    kill.dieIf(number, true);
  }

  /** Answers the ends of all tasks. */
  List<String> undisturbed() {
    try {
      world.begin(living);
      live();
      world.check(living);
      return ends();
    } finally {
      close();
    }
  }

  List<KillPoint> points() {
    return kill.points();
  }

  /** Dies, is taken over, and has to come to these ends. */
  void killed(List<String> ends) {
    world.begin(living);
    try {
      live();
      if (!kill.dead()) {
        throw new AssertionError(
            "it did not come to this point again: does the scenario depend on chance, on the real"
                + " time, or on what another run left?");
      }
      living.runUntilDone(limit);
      checked(ends);
    } finally {
      close();
    }
  }

  private void checked(List<String> ends) {
    try {
      world.check(living);
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + stories(), e);
    }
    if (!ends().equals(ends)) {
      throw new AssertionError("the tasks ended as " + ends() + ", not as " + ends + stories());
    }
  }

  private String stories() {
    return "\n" + String.join("\n", living.all().stream().map(TestTask::story).toList());
  }

  private List<String> ends() {
    return living.all().stream()
        .map(t -> t.row().type() + " " + t.status() + " " + t.row().result().text())
        .sorted()
        .toList();
  }

  /** Until all is done, or it died: on a thread of its own, which then does not go on. */
  private void live() {
    AtomicReference<@Nullable Throwable> failed = new AtomicReference<>();
    Thread process = new Thread(() -> live(failed), "stint-killed-by-test");
    process.setDaemon(true);
    process.start();
    await();
    mortal.abandon();
    Throwable error = failed.get();
    if (!kill.dead() && error != null) {
      throw error instanceof AssertionError known ? known : new AssertionError(error);
    }
  }

  private void live(AtomicReference<@Nullable Throwable> failed) {
    try {
      mortal.runUntilDone(limit);
    } catch (Throwable e) {
      failed.set(e);
    } finally {
      kill.over().countDown();
    }
  }

  private void await() {
    try {
      if (!kill.over().await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("it neither ended nor died within two minutes");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private void close() {
    kill.unwind();
    try {
      world.close();
    } catch (Exception e) {
      throw new AssertionError("closing the world", e);
    }
  }

  /** The store as the process sees it that dies. */
  record Mortal(StoreBackend real, KillSwitch kill) implements StoreBackend {

    @Override
    public Stores stores() {
      return MortalStores.of(real.stores(), kill);
    }

    @Override
    public Mutexes mutexes() {
      return real.mutexes();
    }

    @Override
    public Optional<Wakeups> wakeups() {
      return Optional.of(Wakeups.NONE);
    }
  }
}
