package dev.stint.mongo;

import dev.stint.application.spi.ClaimId;
import dev.stint.application.spi.NewTask;
import dev.stint.domain.Fence;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.StepPolicy;
import dev.stint.domain.store.ReadyState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.bson.Document;

/** New tasks with a serial key, and new tasks that are claimed by whoever stores them. */
final class NewTaskEffects {

  private final Database database;
  private final Claiming claiming;
  private final SerialKeys serialKeys;

  NewTaskEffects(Database database, Claiming claiming, SerialKeys serialKeys) {
    this.database = database;
    this.claiming = claiming;
    this.serialKeys = serialKeys;
  }

  /**
   * Lets those with a serial key that are due wait for their turn, which comes at once if the key
   * is free, and makes the others RUNNING that are claimed and due.
   *
   * @param rows what is to be stored, by the tasks' own ids
   */
  void place(List<NewTask> tasks, Map<TaskId, Document> rows, long now) {
    Set<UUID> live = live(tasks);
    long arrival = now;
    for (NewTask task : tasks) {
      Optional<Document> row = Optional.ofNullable(rows.get(task.spec().id()));
      if (row.isPresent() && task.spec().serialKey().isPresent()) {
        row.get().append(Field.ARRIVAL, arrival++);
      }
      if (row.isPresent() && due(row.get(), task.run(), now)) {
        Optional<ClaimId> claim = task.claimed().filter(c -> live.contains(c.worker().value()));
        task.spec()
            .serialKey()
            .ifPresentOrElse(
                key -> ReadyPosition.ask(row.get(), task.run(), key.value(), now),
                () -> claim.ifPresent(c -> seize(row.get(), task.run(), c, now)));
      }
    }
  }

  private static boolean due(Document row, Run run, long now) {
    return ReadyState.of(run, row.getLong(Field.DUE) <= now).ready();
  }

  /** Those workers that may claim, of the few that are named. */
  private Set<UUID> live(List<NewTask> tasks) {
    Set<UUID> workers = new HashSet<>();
    tasks.forEach(t -> t.claimed().ifPresent(c -> workers.add(c.worker().value())));
    workers.removeIf(w -> !claiming.live(w));
    return workers;
  }

  private static void seize(Document row, Run run, ClaimId claim, long now) {
    row.putAll(Binding.run(StepPolicy.claimed(run)));
    row.putAll(Claiming.owner(claim));
    row.append(Field.FENCE, new Fence(0).next(Row.instant(now)).value())
        .append(Field.READY_STATE, ReadyPosition.RUNNING)
        .append(Field.STARTED, now);
  }

  /** Grants what came to wait for a free key; what is claimed of it is made RUNNING. */
  void pass(List<NewTask> tasks, Map<TaskId, Document> rows, long now) {
    List<SerialKeys.Mark> marks = new ArrayList<>();
    Map<ClaimId, List<UUID>> claims = new HashMap<>();
    for (NewTask task : tasks) {
      Optional<Document> asking =
          Optional.ofNullable(rows.get(task.spec().id()))
              .filter(r -> r.containsKey(Field.TURN_KEY));
      if (asking.isPresent()) {
        SerialKeys.Mark mark = SerialKeys.Mark.on(asking.get());
        marks.add(mark);
        task.claimed()
            .ifPresent(c -> claims.computeIfAbsent(c, x -> new ArrayList<>()).add(mark.task()));
      }
    }
    if (!marks.isEmpty()) {
      serialKeys.pass(marks);
    }
    // Another worker may have been faster; then it is its.
    claims.forEach((claim, ids) -> claiming.seize(claim, ids, now));
  }
}
