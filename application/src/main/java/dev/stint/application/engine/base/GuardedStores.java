package dev.stint.application.engine.base;

import dev.stint.application.spi.CheckpointResult;
import dev.stint.application.spi.ChunkStore;
import dev.stint.application.spi.QueryStore;
import dev.stint.application.spi.RegisterStore;
import dev.stint.application.spi.RequestStore;
import dev.stint.application.spi.RunStore;
import dev.stint.application.spi.Settled;
import dev.stint.application.spi.SteerStore;
import dev.stint.application.spi.StoreException;
import dev.stint.application.spi.Stores;
import dev.stint.application.spi.WaitStore;
import dev.stint.application.spi.WorkerStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The stores as an engine calls them: whatever a driver throws that is no {@link StoreException} is
 * taken for an error that may pass, and the health of the calls is noted. Only chunks go through as
 * they are, for the host's own code runs in them. Thread-safe.
 */
public final class GuardedStores {

  private static final Set<String> WRITTEN = Set.of("settle", "checkpoint", "insert");

  private final StoreHealth health;
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  private GuardedStores(StoreHealth health) {
    this.health = health;
  }

  public static Stores of(Stores real, StoreHealth health) {
    GuardedStores guard = new GuardedStores(health);
    return new Stores(
        guard.port(RequestStore.class, real.requests()),
        guard.port(RunStore.class, real.runs()),
        guard.chunks(real.chunks()),
        guard.port(WorkerStore.class, real.workers()),
        guard.port(SteerStore.class, real.steering()),
        guard.port(QueryStore.class, real.queries()),
        guard.port(WaitStore.class, real.waits()),
        guard.port(RegisterStore.class, real.registers()));
  }

  /** What is thrown passes on as it is; how long the work takes says nothing of the store. */
  private ChunkStore chunks(ChunkStore real) {
    return new ChunkStore() {
      @Override
      public List<Class<?>> transactionKinds() {
        return real.transactionKinds();
      }

      @Override
      public CheckpointResult inChunk(Work work) {
        try {
          CheckpointResult answer = real.inChunk(work);
          health.worked("inChunk");
          return answer;
        } catch (StoreException e) {
          health.failedAt("inChunk", e);
          throw e;
        }
      }
    };
  }

  private <T> T port(Class<T> port, T real) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> call(real, method, arguments)));
  }

  private @Nullable Object call(Object real, Method method, Object @Nullable [] arguments)
      throws Throwable {
    String verb = verb(method);
    health.begins(verb);
    try {
      Object answer = method.invoke(real, arguments);
      refuseShort(verb, answer, arguments);
      health.worked(verb);
      return answer;
    } catch (InvocationTargetException e) {
      throw failed(verb, e.getTargetException());
    } catch (Throwable e) {
      throw failed(verb, e);
    }
  }

  private static String verb(Method method) {
    boolean waits = method.getDeclaringClass() == WaitStore.class;
    return waits && method.getName().equals("register") ? StoreHealth.WAIT : method.getName();
  }

  /** A list of writes is answered item by item: fewer answers are none. */
  private static void refuseShort(
      String verb, @Nullable Object answer, Object @Nullable [] arguments) {
    if (!WRITTEN.contains(verb) || arguments == null) {
      return;
    }
    int items = ((Collection<?>) arguments[0]).size();
    Object answers = answer instanceof Settled settled ? settled.landings() : answer;
    int answered = answers instanceof Collection<?> all ? all.size() : 0;
    if (answered != items) {
      throw new IllegalStateException(
          "%s of %d items was answered with %d".formatted(verb, items, answered));
    }
  }

  private StoreException failed(String verb, Throwable error) {
    StoreException failure =
        error instanceof StoreException known
            ? known
            : new StoreException(StoreException.Kind.TRANSIENT, Guard.words(error), error);
    if (failure != error && told.add(verb + " " + error.getClass().getName())) {
      Guard.log("the store's " + verb, error);
    }
    health.failed(verb, failure);
    return failure;
  }
}
