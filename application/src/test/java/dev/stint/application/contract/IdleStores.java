package dev.stint.application.contract;

import dev.stint.application.spi.Checkpoint;
import dev.stint.application.spi.CheckpointResult;
import dev.stint.application.spi.ChunkStore;
import dev.stint.application.spi.Claimed;
import dev.stint.application.spi.Inserted;
import dev.stint.application.spi.Mutexes;
import dev.stint.application.spi.NewTask;
import dev.stint.application.spi.QueryStore;
import dev.stint.application.spi.RegisterStore;
import dev.stint.application.spi.Renewed;
import dev.stint.application.spi.RequestStore;
import dev.stint.application.spi.RunStore;
import dev.stint.application.spi.Settled;
import dev.stint.application.spi.Settlement;
import dev.stint.application.spi.Steer;
import dev.stint.application.spi.SteerStore;
import dev.stint.application.spi.Stores;
import dev.stint.application.spi.WaitStore;
import dev.stint.application.spi.WorkerStore;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.Fence;
import dev.stint.domain.life.Signal;
import dev.stint.domain.life.WriteKey;
import dev.stint.domain.task.StoreReport;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Stores that keep nothing and say that every write landed: no contract test may pass on them. */
public final class IdleStores {

  private IdleStores() {}

  public static Stores create() {
    return new Stores(
        idle(RequestStore.class),
        idle(RunStore.class),
        idle(ChunkStore.class),
        idle(WorkerStore.class),
        idle(SteerStore.class),
        idle(QueryStore.class),
        idle(WaitStore.class),
        idle(RegisterStore.class));
  }

  /** Mutexes that everybody holds at once. */
  public static Mutexes mutexes() {
    return (name, holdAtMost) -> Optional.of(new Held());
  }

  private static final class Held implements Mutexes.Hold {
    @Override
    public Fence fence() {
      return new Fence(7);
    }

    @Override
    public boolean extend(Duration holdAtMost) {
      return true;
    }

    @Override
    public void close() {}
  }

  static <T> T idle(Class<T> port) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) ->
                answer(method, arguments == null ? new Object[0] : arguments)));
  }

  private static Object answer(Method method, Object[] arguments) {
    Class<?> type = method.getReturnType();
    if (type == Settled.class) {
      List<WriteResult> all =
          Collections.nCopies(((List<?>) arguments[0]).size(), WriteResult.APPLIED);
      return new Settled(all, List.of(), true);
    }
    if (type == List.class) {
      return arguments.length > 0 && arguments[0] instanceof List<?> asked
          ? asked.stream().map(IdleStores::landed).toList()
          : List.of();
    }
    if (type == Optional.class) {
      return Optional.empty();
    }
    return type == int.class ? (Object) 0 : made(type);
  }

  private static Object landed(Object asked) {
    if (asked instanceof Checkpoint) {
      return new CheckpointResult(WriteResult.APPLIED, Signal.NONE);
    }
    if (asked instanceof WaitStore.Wait) {
      return WaitStore.Registered.WAITING;
    }
    boolean write =
        asked instanceof Settlement
            || asked instanceof WriteKey
            || asked instanceof Steer
            || asked instanceof RegisterStore.Swap;
    return write ? WriteResult.APPLIED : new Inserted(((NewTask) asked).spec().id(), true, false);
  }

  private static Object made(Class<?> type) {
    Map<Class<?>, Object> answers =
        Map.of(
            Claimed.class, new Claimed(List.of(), Instant.EPOCH, false),
            CheckpointResult.class, new CheckpointResult(WriteResult.APPLIED, Signal.NONE),
            Renewed.class, new Renewed(true, Instant.EPOCH, Map.of(), false),
            Instant.class, Instant.EPOCH,
            Set.class, Set.of(),
            StoreReport.class, new StoreReport("idle", Instant.EPOCH, 1));
    return answers.getOrDefault(type, Optional.empty());
  }
}
