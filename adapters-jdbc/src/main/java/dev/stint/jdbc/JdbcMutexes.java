package dev.stint.jdbc;

import dev.stint.application.spi.FencedHold;
import dev.stint.application.spi.Mutexes;
import dev.stint.domain.Bounds;
import dev.stint.domain.Fence;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Mutexes in a table. A row is freed, never deleted: its fence must go on growing. Thread-safe. */
public final class JdbcMutexes implements Mutexes {

  private final Database database;
  private final Statements sql;

  JdbcMutexes(Database database) {
    this.database = database;
    this.sql = database.statements();
  }

  @Override
  public Optional<Hold> tryAcquire(String name, Duration holdAtMost) {
    Bounds.mutexName(name);
    Bounds.span("the hold", holdAtMost);
    return database.change(
        handle -> {
          long now = database.clock().micros();
          long until = now + Row.micros(holdAtMost);
          // In this order: an insert that finds the row first would share it with others that do.
          if (take(handle, name, now, until) == 1) {
            return Optional.of(held(name, fence(handle, name)));
          }
          long first = new Fence(0).next(Row.instant(now)).value();
          boolean added = add(handle, name, first, until) == 1;
          return added ? Optional.of(held(name, first)) : Optional.empty();
        });
  }

  private int take(Handle handle, String name, long now, long until) {
    return handle
        .createUpdate(sql.get("acquire"))
        .bindMap(Map.of("name", name, "now", now, "until", until))
        .execute();
  }

  private int add(Handle handle, String name, long fence, long until) {
    return handle
        .createUpdate(sql.get("acquire_new"))
        .bindMap(Map.of("name", name, "fence", fence, "until", until))
        .execute();
  }

  private long fence(Handle handle, String name) {
    return handle.createQuery(sql.get("mutex_fence")).bind("name", name).mapTo(Long.class).one();
  }

  private Hold held(String name, long fence) {
    return new FencedHold(new Fence(fence), hold -> set(name, fence, hold));
  }

  private boolean set(String name, long fence, Duration hold) {
    return database.change(
            handle -> {
              long now = database.clock().micros();
              return handle
                  .createUpdate(sql.get("extend"))
                  .bind("name", name)
                  .bind("fence", fence)
                  .bind("now", now)
                  .bind("until", now + Row.micros(hold))
                  .execute();
            })
        == 1;
  }
}
