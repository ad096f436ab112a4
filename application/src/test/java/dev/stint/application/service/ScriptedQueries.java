package dev.stint.application.service;

import dev.stint.application.spi.QueryStore;
import dev.stint.application.spi.StoreException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicReference;

/** A query store whose next read fails when told. */
final class ScriptedQueries {

  private final AtomicReference<StoreException> next = new AtomicReference<>();
  private final QueryStore store;

  ScriptedQueries(QueryStore real) {
    store =
        (QueryStore)
            Proxy.newProxyInstance(
                QueryStore.class.getClassLoader(),
                new Class<?>[] {QueryStore.class},
                (proxy, method, args) -> {
                  StoreException error = next.getAndSet(null);
                  if (error != null) {
                    throw error;
                  }
                  try {
                    return method.invoke(real, args);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
  }

  QueryStore store() {
    return store;
  }

  void fail(boolean passing) {
    next.set(
        new StoreException(
            passing ? StoreException.Kind.TRANSIENT : StoreException.Kind.PERMANENT, "scripted"));
  }
}
