package dev.stint.application.contract;

import dev.stint.application.spi.ChunkStore;
import dev.stint.application.spi.QueryStore;
import dev.stint.application.spi.RegisterStore;
import dev.stint.application.spi.RequestStore;
import dev.stint.application.spi.RunStore;
import dev.stint.application.spi.SteerStore;
import dev.stint.application.spi.StoreException;
import dev.stint.application.spi.Stores;
import dev.stint.application.spi.WaitStore;
import dev.stint.application.spi.WorkerStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * Stores whose calls fail as told: before they reach the store, or after it with the answer lost;
 * or wait at a barrier before they reach it, as in a process that was stopped. Thread-safe.
 */
public final class FaultyStores {

  /** What a store says of itself, for which it asks nobody. */
  private static final Set<String> SIZES =
      Set.of("largestClaim", "largestSettlement", "largestInsert");

  /** What happens to a call. */
  public sealed interface Fault {
    /** It reaches the store and its answer comes back. */
    record None() implements Fault {}

    /** It never reaches the store. */
    record Before() implements Fault {}

    /** It lands, and nobody hears of it. */
    record AnswerLost() implements Fault {}

    /** It never reaches the store, and throws what no store may throw. */
    record Thrown(Throwable error) implements Fault {}

    /** It lands, and throws what no store may throw. */
    record LandedThrown(Throwable error) implements Fault {}

    /** It never reaches the store, which refuses it permanently. */
    record Refused(String words) implements Fault {}

    /** It waits before the store until the barrier opens. */
    record Held(Barrier barrier) implements Fault {}
  }

  /** Where a call waits. */
  public static final class Barrier {
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);

    /** Returns once a call waits here. */
    public void awaitArrival() throws InterruptedException {
      if (!arrived.await(60, TimeUnit.SECONDS)) {
        throw new AssertionError("no call came to the barrier within a minute");
      }
    }

    public void open() {
      open.countDown();
    }

    private void pass() throws InterruptedException {
      arrived.countDown();
      open.await();
    }
  }

  private static final Fault NONE = new Fault.None();

  private final Stores stores;
  private final AtomicReference<Function<String, Fault>> plan = new AtomicReference<>(verb -> NONE);

  public FaultyStores(Stores real) {
    this.stores =
        new Stores(
            wrap(RequestStore.class, real.requests()),
            wrap(RunStore.class, real.runs()),
            wrap(ChunkStore.class, real.chunks()),
            wrap(WorkerStore.class, real.workers()),
            wrap(SteerStore.class, real.steering()),
            wrap(QueryStore.class, real.queries()),
            wrap(WaitStore.class, real.waits()),
            wrap(RegisterStore.class, real.registers()));
  }

  public Stores stores() {
    return stores;
  }

  /** The next call meets this fault, all later ones none. */
  public void next(Fault fault) {
    AtomicReference<Fault> once = new AtomicReference<>(fault);
    plan.set(verb -> once.getAndSet(NONE));
  }

  /** Every call meets the fault that {@code chosen} names for its verb. */
  public void each(Function<String, Fault> chosen) {
    plan.set(chosen);
  }

  private <T> T wrap(Class<T> port, T real) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) ->
                SIZES.contains(method.getName())
                    ? method.invoke(real, arguments)
                    : meet(
                        plan.get().apply(method.getName()),
                        () -> Optional.ofNullable(method.invoke(real, arguments)))));
  }

  private static Object meet(Fault fault, Callable<Optional<Object>> call) throws Throwable {
    if (fault instanceof Fault.Before) {
      throw new StoreException(StoreException.Kind.TRANSIENT, "told to fail before");
    }
    if (fault instanceof Fault.Thrown thrown) {
      throw thrown.error();
    }
    if (fault instanceof Fault.Refused refused) {
      throw new StoreException(StoreException.Kind.PERMANENT, refused.words());
    }
    if (fault instanceof Fault.Held held) {
      held.barrier().pass();
    }
    Optional<Object> answer = answer(call);
    if (fault instanceof Fault.LandedThrown thrown) {
      throw thrown.error();
    }
    if (fault instanceof Fault.AnswerLost) {
      throw new StoreException(StoreException.Kind.TRANSIENT, "told to lose the answer");
    }
    return answer.orElse(null);
  }

  private static Optional<Object> answer(Callable<Optional<Object>> call) throws Throwable {
    try {
      return call.call();
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }
}
