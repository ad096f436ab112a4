package dev.stint.application.service;

import dev.stint.application.api.ArgumentVersions;
import dev.stint.application.api.operate.CheckBuild;
import dev.stint.application.spi.QueryStore;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.StoredCodes;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.TaskRow;
import dev.stint.domain.task.TaskSpec;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** Reads every unfinished task as a worker of this build would. */
public final class CheckService implements CheckBuild {

  private static final int MOST_KINDS = 1_000;

  private final QueryStore store;
  private final BiFunction<TaskSpec, Run, Optional<String>> unreadable;

  /**
   * @param unreadable why this build cannot read a task; empty if it can
   */
  public CheckService(QueryStore store, BiFunction<TaskSpec, Run, Optional<String>> unreadable) {
    this.store = store;
    this.unreadable = unreadable;
  }

  @Override
  public Report check() {
    Map<Kind, Unreadable> found = new LinkedHashMap<>();
    AtomicLong looked = new AtomicLong();
    var unfinished =
        Arrays.stream(TaskStatus.values())
            .filter(s -> !s.finished())
            .collect(Collectors.toUnmodifiableSet());
    new TaskScan(store)
        .all(
            TaskScan.filter(unfinished, Optional.empty()),
            row -> {
              looked.incrementAndGet();
              look(row, found);
            });
    return new Report(looked.get(), List.copyOf(found.values()));
  }

  private record Kind(TaskTypeName type, int version, String why) {}

  private void look(TaskRow row, Map<Kind, Unreadable> found) {
    TaskSpec spec = row.standing().spec();
    Optional<String> why =
        StoredCodes.unknown(row.standing().run())
            .or(() -> unreadable.apply(spec, row.standing().run()));
    if (why.isEmpty()) {
      return;
    }
    int version = ArgumentVersions.versionOf(spec.arguments(), spec.version());
    Kind own = new Kind(spec.line().type(), version, why.get());
    boolean room = found.containsKey(own) || found.size() < MOST_KINDS;
    Kind kind = room ? own : new Kind(own.type, own.version, "and more");
    found.merge(
        kind,
        new Unreadable(kind.type, kind.version, kind.why, 1, spec.id()),
        (a, b) -> new Unreadable(a.type(), a.version(), a.why(), a.tasks() + 1, a.example()));
  }
}
