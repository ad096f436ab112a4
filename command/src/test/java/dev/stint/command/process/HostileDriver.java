package dev.stint.command.process;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/**
 * A driver that throws what no driver should: before it did what it was asked, or after. Seeded,
 * and well again once it threw as often as it was to. Thread-safe.
 */
final class HostileDriver {

  /** Where a fault is met; what only reads a setting has fewer. */
  private static final Set<String> POINTS =
      Set.of(
          "getConnection",
          "prepareStatement",
          "createStatement",
          "execute",
          "executeQuery",
          "executeUpdate",
          "executeBatch",
          "commit",
          "rollback",
          "setAutoCommit",
          "getAutoCommit",
          "isReadOnly",
          "isClosed",
          "isValid",
          "close");

  /** A connection that was not closed would be missing: these fail once it is. */
  private static final Set<String> ONLY_AFTER = Set.of("close");

  private final Random random;
  private final AtomicInteger left;
  private final int every;
  private final CountDownLatch well = new CountDownLatch(1);
  private final Map<String, AtomicInteger> met = new ConcurrentSkipListMap<>();

  /**
   * @param every how many calls there are to a fault
   */
  HostileDriver(long seed, int faults, int every) {
    this.random = new Random(seed);
    this.left = new AtomicInteger(faults);
    this.every = every;
  }

  DataSource over(DataSource real) {
    return wrapped(DataSource.class, real);
  }

  boolean done() {
    return left.get() <= 0;
  }

  /** Lets what hangs go. */
  void wellAgain() {
    left.set(0);
    well.countDown();
  }

  /** How often each call failed. */
  Map<String, Integer> met() {
    Map<String, Integer> counts = new TreeMap<>();
    met.forEach((point, times) -> counts.put(point, times.get()));
    return counts;
  }

  private <T> T wrapped(Class<T> kind, T real) {
    return kind.cast(
        Proxy.newProxyInstance(
            HostileDriver.class.getClassLoader(),
            new Class<?>[] {kind},
            (proxy, method, arguments) -> called(real, method, arguments)));
  }

  private Object called(Object real, Method method, Object[] arguments) throws Throwable {
    String name = method.getName();
    boolean fault = POINTS.contains(name) && hit();
    boolean before = fault && flip() && !ONLY_AFTER.contains(name);
    if (fault) {
      met.computeIfAbsent(name, n -> new AtomicInteger()).incrementAndGet();
    }
    if (before) {
      fail();
    }
    Object answer = answer(real, method, arguments);
    if (fault && !before) {
      if (answer instanceof Connection connection) {
        connection.close();
      }
      fail();
    }
    return wrapped(answer, method.getReturnType());
  }

  private static Object answer(Object real, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }

  private Object wrapped(Object answer, Class<?> kind) {
    if (kind == Connection.class) {
      return wrapped(Connection.class, (Connection) answer);
    }
    if (kind == PreparedStatement.class) {
      return wrapped(PreparedStatement.class, (PreparedStatement) answer);
    }
    if (kind == Statement.class) {
      return wrapped(Statement.class, (Statement) answer);
    }
    if (answer instanceof int[] counts && counts.length > 1) {
      // As drivers do that rewrite a batch.
      Arrays.fill(counts, Statement.SUCCESS_NO_INFO);
    }
    return answer;
  }

  private synchronized boolean hit() {
    return !done() && random.nextInt(every) == 0 && left.getAndDecrement() > 0;
  }

  private synchronized boolean flip() {
    return random.nextBoolean();
  }

  private synchronized int drawn() {
    return random.nextInt(9);
  }

  private void fail() throws Throwable {
    switch (drawn()) {
      case 0 -> throw new IllegalArgumentException("driver");
      case 1 -> throw new NullPointerException();
      case 2 -> throw new OutOfMemoryError("driver");
      case 3 -> throw new NoClassDefFoundError("driver");
      case 4 -> throw new StackOverflowError();
      case 5 -> throw new SQLException("no state", (String) null);
      case 6 -> throw cyclic();
      case 7 -> late();
      default -> throw new SQLException("the connection broke", "08006");
    }
  }

  private static SQLException cyclic() {
    SQLException first = new SQLException((String) null, (String) null);
    SQLException second = new SQLException("second", "", first);
    first.initCause(second);
    first.setNextException(second);
    return first;
  }

  /** As a socket that times out. */
  private void late() throws Exception {
    if (!well.await(500, TimeUnit.MILLISECONDS)) {
      throw new SQLException("timed out", "08006");
    }
  }
}
