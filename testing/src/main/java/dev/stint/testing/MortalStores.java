package dev.stint.testing;

import dev.stint.application.spi.Checkpoint;
import dev.stint.application.spi.CheckpointResult;
import dev.stint.application.spi.ChunkStore;
import dev.stint.application.spi.Claimed;
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
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The stores of a process that may die at any of its writes. */
final class MortalStores {

  /** What only reads, or says something of the store itself. */
  private static final Set<String> READS =
      Set.of(
          "largestClaim",
          "largestInsert",
          "largestSettlement",
          "claimed",
          "standing",
          "held",
          "upkeep",
          "owed",
          "owedBy",
          "hasUndelivered",
          "all",
          "find",
          "joins",
          "onCallers");

  private final KillSwitch kill;
  private final ThreadLocal<Boolean> inChunk = ThreadLocal.withInitial(() -> false);

  private MortalStores(KillSwitch kill) {
    this.kill = kill;
  }

  /** Whether a verb of a store only reads, or says something of the store itself. */
  static boolean reads(String verb) {
    return READS.contains(verb);
  }

  static Stores of(Stores real, KillSwitch kill) {
    MortalStores mortal = new MortalStores(kill);
    return new Stores(
        mortal.port(RequestStore.class, real.requests()),
        mortal.port(RunStore.class, real.runs()),
        mortal.new Chunks(real.chunks()),
        mortal.port(WorkerStore.class, real.workers()),
        mortal.port(SteerStore.class, real.steering()),
        mortal.port(QueryStore.class, real.queries()),
        mortal.port(WaitStore.class, real.waits()),
        mortal.port(RegisterStore.class, real.registers()));
  }

  private <T> T port(Class<T> port, T real) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> call(port, real, method, arguments)));
  }

  private @Nullable Object call(
      Class<?> port, Object real, Method method, Object @Nullable [] arguments) throws Throwable {
    boolean reads = port == QueryStore.class || READS.contains(method.getName());
    // Within a chunk nothing is durable before its commit.
    if (reads || inChunk.get()) {
      return invoked(real, method, arguments);
    }
    int number = begun();
    dieIf(number, false);
    Object answer = invoked(real, method, arguments);
    if (wrote(method, answer)) {
      kill.note(number, verb(method, arguments));
    }
    dieIf(number, true);
    return answer;
  }

  private static @Nullable Object invoked(Object real, Method method, Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }

  private int begun() {
    try {
      return kill.begin();
    } catch (KillSwitch.Dead e) {
      throw away(e);
    }
  }

  private void dieIf(int number, boolean after) {
    if (kill.diesAt(number, after)) {
      throw died();
    }
  }

  /** Returns when the dead thread is to end. */
  private StoreException died() {
    try {
      kill.die();
    } catch (KillSwitch.Dead e) {
      return away(e);
    }
    throw new IllegalStateException("nobody lives on");
  }

  private static StoreException away(KillSwitch.Dead dead) {
    return new StoreException(StoreException.Kind.TRANSIENT, "this process is dead", dead);
  }

  /** Upkeep that found nothing to do wrote nothing. */
  private static boolean wrote(Method method, @Nullable Object answer) {
    if (answer instanceof Claimed claimed) {
      return !claimed.tasks().isEmpty() || !claimed.apart().isEmpty();
    }
    if (answer instanceof Collection<?> all) {
      return !all.isEmpty();
    }
    if (answer instanceof Integer count) {
      return count > 0;
    }
    // Renewals move a lease; who dies beside one dies as beside any other write.
    return !method.getName().equals("renew");
  }

  private static String verb(Method method, Object @Nullable [] arguments) {
    int items =
        arguments != null && arguments.length > 0 && arguments[0] instanceof Collection<?> all
            ? all.size()
            : 1;
    return method.getName() + (items == 1 ? "" : " of " + items);
  }

  /** Dies before the commit with all of the chunk undone, or after it. */
  private final class Chunks implements ChunkStore {
    private final ChunkStore real;

    Chunks(ChunkStore real) {
      this.real = real;
    }

    /** Undoes the chunk, as a database does for a client that is gone. */
    private static final class Undone extends RuntimeException {
      private static final long serialVersionUID = 1;

      Undone() {
        super("killed before the commit", null, false, false);
      }
    }

    @Override
    public List<Class<?>> transactionKinds() {
      return real.transactionKinds();
    }

    @Override
    public CheckpointResult inChunk(Work work) {
      int number = begun();
      CheckpointResult answer;
      try {
        answer = real.inChunk(session -> worked(work, session, number));
      } catch (Undone e) {
        throw died();
      }
      if (answer.landing().landed()) {
        kill.note(number, "commit of a chunk");
      }
      dieIf(number, true);
      return answer;
    }

    private Checkpoint worked(Work work, Session session, int number) throws Exception {
      inChunk.set(true);
      try {
        Checkpoint checkpoint = work.in(session);
        if (kill.diesAt(number, false)) {
          throw new Undone();
        }
        return checkpoint;
      } finally {
        inChunk.set(false);
      }
    }
  }
}
