package dev.stint.application.contract.agreement;

import dev.stint.application.contract.Sample;
import dev.stint.application.spi.QueryStore;
import dev.stint.application.spi.RegisterStore;
import dev.stint.domain.IdempotencyKey;
import dev.stint.domain.TaskId;
import dev.stint.domain.WorkerId;
import dev.stint.domain.task.TaskFilter;
import dev.stint.domain.task.TaskRow;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** All that can be read of one side just now, as paths and texts. */
record Reading(Side side, Map<String, String> leaves) {

  private static final int ALL = 1_000;

  /** What stands in the store as a whole, without the records of single tasks. */
  static Reading whole(Side side) {
    Reading reading = new Reading(side, new LinkedHashMap<>());
    QueryStore ask = side.stores.queries();
    reading.put("now", side.now());
    for (TaskRow row : ask.list(TaskFilter.newest(ALL))) {
      TaskId task = row.standing().spec().id();
      reading.put("task " + Sample.number(task), row);
    }
    reading.put("counts", side.leaves.unordered(ask.counts()));
    reading.put("depths", side.leaves.unordered(ask.depths()));
    reading.put("lines", ask.lines());
    reading.put("workers", side.leaves.unordered(ask.workers()));
    reading.put("owed", side.leaves.unordered(side.stores.waits().owed(ALL, Duration.ZERO)));
    return reading;
  }

  /** What hangs on single tasks, finished and gone ones included. */
  Reading tasks(Collection<Integer> tasks) {
    tasks.forEach(this::task);
    return this;
  }

  private void task(int number) {
    TaskId task = Sample.id(number);
    QueryStore ask = side.stores.queries();
    String path = "task " + number;
    Optional<TaskRow> found = ask.find(task);
    if (found.isEmpty()) {
      side.leaves.forget(task);
    }
    boolean listed = leaves.containsKey(path + ".requested");
    put(path + " found", listed ? found : found.map(TaskRow::standing));
    put(path + " standing", side.stores.runs().standing(task));
    leaves.putAll(side.leaves.of(path + " history", ask.history(task, ALL, 0), Optional.of(task)));
    if (found.isPresent() && !listed) {
      // What else is left of a tombstone until it is cleaned is up to a store.
      return;
    }
    put(path + " messages", ask.messages(task));
    put(path + " set aside", side.leaves.unordered(ask.setAside(task, ALL, 0)));
  }

  Reading workers(int workers) {
    for (int number = 1; number <= workers; number++) {
      WorkerId worker = Sample.worker(number);
      put("held by worker " + number, side.leaves.unordered(side.stores.workers().held(worker)));
    }
    return this;
  }

  Reading names() {
    for (String key : Known.KEYS) {
      put(key, side.stores.queries().byKey(new IdempotencyKey(key, IdempotencyKey.Scope.ACTIVE)));
    }
    put("limits", side.stores.registers().all("limit").stream().map(Reading::shown).toList());
    Known.LIMITS.forEach(
        name -> put(name, side.stores.registers().find("limit", name).map(Reading::shown)));
    return this;
  }

  /** Versions only have to grow, which swaps tell. */
  private static String shown(RegisterStore.Register register) {
    return register.name() + " = " + register.content();
  }

  private void put(String path, Object answer) {
    leaves.putAll(side.leaves.of(path, answer, Optional.empty()));
  }
}
