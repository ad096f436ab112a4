package dev.stint.testing;

import dev.stint.application.spi.Mutexes;
import dev.stint.application.spi.QueryStore;
import dev.stint.application.spi.RegisterStore;
import dev.stint.application.spi.RequestStore;
import dev.stint.application.spi.RunStore;
import dev.stint.application.spi.SteerStore;
import dev.stint.application.spi.StoreBackend;
import dev.stint.application.spi.StoreException;
import dev.stint.application.spi.Stores;
import dev.stint.application.spi.WaitStore;
import dev.stint.application.spi.Wakeups;
import dev.stint.application.spi.WorkerStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Faults of the store, as a test wants them: what engine and host ask of it fails, and what the
 * test itself asks of a {@link TestStint} does not. The engine tries again as it always does; its
 * waits pass on the clock. For the thread of the test.
 */
public final class StoreFaults {

  private final TestClock clock;
  private Instant awayUntil = Instant.MIN;
  private int failing;
  private int losing;

  StoreFaults(TestClock clock) {
    this.clock = clock;
  }

  /** From now on every call fails, until the clock has moved this far. */
  public StoreFaults awayFor(Duration time) {
    awayUntil = clock.instant().plus(time);
    return this;
  }

  /** The next writes fail and never happen, as when a connection breaks before them. */
  public StoreFaults failNextWrites(int count) {
    failing = count;
    return this;
  }

  /** The next writes happen, and nobody hears of it: the connection breaks before the answer. */
  public StoreFaults loseNextAnswers(int count) {
    losing = count;
    return this;
  }

  StoreBackend in(StoreBackend real) {
    Stores stores = real.stores();
    Stores faulty =
        new Stores(
            port(RequestStore.class, stores.requests()),
            port(RunStore.class, stores.runs()),
            stores.chunks(),
            port(WorkerStore.class, stores.workers()),
            port(SteerStore.class, stores.steering()),
            port(QueryStore.class, stores.queries()),
            port(WaitStore.class, stores.waits()),
            port(RegisterStore.class, stores.registers()));
    return new Backend(faulty, real.mutexes());
  }

  private record Backend(Stores stores, Mutexes mutexes) implements StoreBackend {
    @Override
    public Optional<Wakeups> wakeups() {
      return Optional.of(Wakeups.NONE);
    }
  }

  private <T> T port(Class<T> port, T real) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> call(port, real, method, arguments)));
  }

  private @Nullable Object call(
      Class<?> port, Object real, Method method, @Nullable Object @Nullable [] arguments)
      throws Throwable {
    boolean silent = method.getName().startsWith("largest") || method.getName().equals("joins");
    boolean writes = port != QueryStore.class && !MortalStores.reads(method.getName());
    if (!silent && clock.instant().isBefore(awayUntil)) {
      throw away("the store is away");
    }
    if (writes && failing > 0) {
      failing--;
      throw away("the write was told to fail");
    }
    Object answer = invoked(real, method, arguments);
    if (writes && losing > 0) {
      losing--;
      throw away("the answer was lost");
    }
    return answer;
  }

  private static @Nullable Object invoked(
      Object real, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }

  private static StoreException away(String words) {
    return new StoreException(StoreException.Kind.TRANSIENT, words);
  }
}
