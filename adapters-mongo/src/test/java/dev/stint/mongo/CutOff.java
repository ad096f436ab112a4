package dev.stint.mongo;

import com.mongodb.MongoSocketOpenException;
import com.mongodb.ServerAddress;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A client that a process is cut off from after this many of its writes, or whose writes are now
 * and then held up until others have made some. Thread-safe.
 */
final class CutOff {

  private static final Set<String> WRITES =
      Set.of(
          "insertOne",
          "insertMany",
          "updateOne",
          "updateMany",
          "bulkWrite",
          "deleteOne",
          "deleteMany",
          "findOneAndUpdate");

  /** So long a write is held up if nobody else makes any. */
  private static final int PATIENCE = 1_000;

  private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);
  private final AtomicLong made = new AtomicLong();
  private volatile Optional<Random> stalls = Optional.empty();

  /** The client as it is until {@link #after}. */
  MongoClient over(MongoClient client) {
    return wrap(MongoClient.class, client);
  }

  /** From now on this many writes still land, and then none. */
  void after(int writes) {
    left.set(writes);
  }

  /** From now on writes are held up as chance wants. */
  void stall(Random chance) {
    stalls = Optional.of(chance);
  }

  private void stall() {
    int held = stalls.filter(r -> r.nextInt(5) == 0).map(r -> r.nextInt(60)).orElse(0);
    long until = made.get() + held;
    for (int i = 0; i < PATIENCE && made.get() < until; i++) {
      Thread.yield();
    }
  }

  /** Lets everything land; answers whether anything was cut off. */
  boolean heal() {
    return left.getAndSet(Integer.MAX_VALUE) < 0;
  }

  private <T> T wrap(Class<T> type, T real) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> call(real, method, arguments)));
  }

  private Object call(Object real, Method method, Object[] arguments) throws Throwable {
    boolean write = WRITES.contains(method.getName());
    if (write && left.get() != Integer.MAX_VALUE && left.decrementAndGet() < 0) {
      left.set(-1);
      throw new MongoSocketOpenException("cut off", new ServerAddress(), new IOException());
    }
    if (write) {
      stall();
      made.incrementAndGet();
    }
    try {
      return Optional.ofNullable(method.invoke(real, arguments)).map(this::wrapped).orElse(null);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }

  private Object wrapped(Object answer) {
    if (answer instanceof MongoDatabase database) {
      return wrap(MongoDatabase.class, database);
    }
    return answer instanceof MongoCollection<?> collection
        ? wrap(MongoCollection.class, collection)
        : answer;
  }
}
