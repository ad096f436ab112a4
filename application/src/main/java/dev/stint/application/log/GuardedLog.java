package dev.stint.application.log;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs that never fail: the backend is the host's and may throw, on a full disk for instance, and
 * what has no log must still be done.
 */
public final class GuardedLog {

  private GuardedLog() {}

  /** The log of a class. */
  public static Logger of(Class<?> speaker) {
    return of(LoggerFactory.getLogger(speaker));
  }

  /** This log, without what it throws; then its questions are answered with false. */
  public static Logger of(Logger log) {
    return (Logger)
        Proxy.newProxyInstance(
            GuardedLog.class.getClassLoader(),
            new Class<?>[] {Logger.class},
            (proxy, method, arguments) -> said(log, method, arguments));
  }

  private static @Nullable Object said(
      Logger log, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(log, arguments);
    } catch (InvocationTargetException e) {
      return method.getReturnType() == boolean.class ? Boolean.FALSE : null;
    }
  }
}
