package dev.stint.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets chosen calls of what your action uses fail: {@code FailingCalls.on(1, 3).of(Carrier.class,
 * fake)}. Immutable; each method answers a refined copy. Thread-safe.
 */
public final class FailingCalls {

  private final IntPredicate chosen;
  private final Supplier<? extends Throwable> error;
  private final Set<String> methods;
  private final boolean after;

  private FailingCalls(
      IntPredicate chosen,
      Supplier<? extends Throwable> error,
      Set<String> methods,
      boolean after) {
    this.chosen = chosen;
    this.error = error;
    this.methods = methods;
    this.after = after;
  }

  private static FailingCalls of(IntPredicate chosen) {
    Supplier<Throwable> error = () -> new IllegalStateException("told to fail by the test");
    return new FailingCalls(chosen, error, Set.of(), false);
  }

  /** The calls of these numbers, from 1. */
  public static FailingCalls on(int... numbers) {
    Set<Integer> all = Set.copyOf(Arrays.stream(numbers).boxed().toList());
    return of(all::contains);
  }

  /** The first calls, as when it is away for a while. */
  public static FailingCalls first(int calls) {
    return of(number -> number <= calls);
  }

  /**
   * About this share of all calls, the same ones for the same seed.
   *
   * @param percent 0 to 100
   */
  public static FailingCalls percent(int percent, long seed) {
    return of(number -> new Random(seed * 31 + number).nextInt(100) < percent);
  }

  /** Fails by this, in place of an {@link IllegalStateException}; the method has to allow it. */
  public FailingCalls by(Supplier<? extends Throwable> value) {
    return new FailingCalls(chosen, value, methods, after);
  }

  /** Counts and fails calls of these methods only. */
  public FailingCalls of(String... names) {
    return new FailingCalls(chosen, error, Set.of(names), after);
  }

  /** What fails was done all the same: only its answer was lost. */
  public FailingCalls afterTheyWereDone() {
    return new FailingCalls(chosen, error, methods, true);
  }

  /** The same as {@code real}, but for the calls that fail. */
  public <T> T of(Class<T> type, T real) {
    AtomicInteger calls = new AtomicInteger();
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> call(real, method, arguments, calls)));
  }

  private @Nullable Object call(
      Object real, Method method, @Nullable Object @Nullable [] arguments, AtomicInteger calls)
      throws Throwable {
    boolean counts =
        method.getDeclaringClass() != Object.class
            && (methods.isEmpty() || methods.contains(method.getName()));
    boolean fails = counts && chosen.test(calls.incrementAndGet());
    if (fails && !after) {
      throw error.get();
    }
    Object answer = answer(real, method, arguments);
    if (fails) {
      throw error.get();
    }
    return answer;
  }

  private static @Nullable Object answer(
      Object real, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    try {
      method.setAccessible(true);
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }
}
