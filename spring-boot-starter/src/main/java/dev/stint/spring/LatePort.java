package dev.stint.spring;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Supplier;

/** A port that is asked for when it is first used. */
final class LatePort {

  private LatePort() {}

  static <T> T of(Class<T> port, Supplier<T> behind) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> {
              if (method.getDeclaringClass() == Object.class) {
                return ofObject(port, proxy, method.getName(), arguments);
              }
              try {
                return method.invoke(behind.get(), arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  private static Object ofObject(Class<?> port, Object proxy, String method, Object[] arguments) {
    return switch (method) {
      case "equals" -> proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> "late " + port.getSimpleName();
    };
  }
}
