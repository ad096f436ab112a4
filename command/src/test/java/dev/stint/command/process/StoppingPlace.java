package dev.stint.command.process;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/** A named place in a chunk where the process waits, once, to be stopped from outside. */
final class StoppingPlace {

  static final String BEFORE_WRITE = "before-write";
  static final String AFTER_WRITE = "after-write";
  static final String BEFORE_COMMIT = "before-commit";
  static final StoppingPlace NOWHERE = new StoppingPlace("nowhere", Path.of("nowhere"));

  private final String name;
  private final Path goOn;
  private final AtomicBoolean passed = new AtomicBoolean();
  private final ThreadLocal<Boolean> wrote = ThreadLocal.withInitial(() -> false);

  StoppingPlace(String name, Path goOn) {
    this.name = name;
    this.goOn = goOn;
  }

  /** Waits here if this is the place, until the file is there; the first time only. */
  void at(String place) {
    wrote.set(place.equals(AFTER_WRITE));
    if (!place.equals(name) || !passed.compareAndSet(false, true)) {
      return;
    }
    System.out.println("REACHED " + place);
    while (!Files.exists(goOn)) {
      LockSupport.parkNanos(5_000_000);
    }
    System.out.println("WENT ON");
  }

  /** The same database, its commits after a user's write being a place, too. */
  DataSource watching(DataSource database) {
    return proxy(
        DataSource.class,
        database,
        (method, answer) ->
            answer instanceof Connection connection
                ? proxy(Connection.class, connection, (m, a) -> a)
                : answer);
  }

  private interface Seen {
    Object answer(Method method, Object answer);
  }

  private <T> T proxy(Class<T> type, T real, Seen seen) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              if (method.getName().equals("commit") && wrote.get()) {
                at(BEFORE_COMMIT);
              }
              try {
                return seen.answer(method, method.invoke(real, arguments));
              } catch (InvocationTargetException e) {
                throw e.getTargetException();
              }
            }));
  }
}
