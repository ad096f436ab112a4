package dev.stint.jdbc;

import dev.stint.application.spi.Notes;
import dev.stint.application.spi.Settlement;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.WriteKey;
import dev.stint.domain.store.EndRecord;
import dev.stint.domain.store.KeptTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.SqlStatement;

/** What tasks that go in one statement have in common. */
record SettlementGroup(
    UUID worker,
    long sequence,
    String status,
    int action,
    int attempt,
    Duration keep,
    int records) {

  /**
   * One of them.
   *
   * @param ran see {@link EndRecord#micros}
   */
  record Task(TaskId id, long fence, long ran) {
    static Task of(Settlement settlement) {
      WriteKey key = settlement.key();
      long ran = settlement.end(settlement.outcome()).micros();
      return new Task(key.task(), key.fence().value(), ran);
    }
  }

  static SettlementGroup of(Settlement settlement) {
    WriteKey key = settlement.key();
    Run run = settlement.outcome().run();
    return new SettlementGroup(
        key.worker().value(),
        key.sequence(),
        run.status().name(),
        run.action(),
        run.attempt(),
        settlement.keep(),
        settlement.history());
  }

  /** The tasks that ended plainly, by what they have in common, in id order. */
  static Map<SettlementGroup, List<Task>> groups(List<Settlement> settlements) {
    Set<TaskId> twice = twice(settlements);
    Map<SettlementGroup, List<Task>> groups = new LinkedHashMap<>();
    settlements.stream()
        .filter(s -> plain(s) && !twice.contains(s.key().task()))
        .sorted(java.util.Comparator.comparing(s -> s.key().task()))
        .forEach(s -> groups.computeIfAbsent(of(s), a -> new ArrayList<>()).add(Task.of(s)));
    return groups;
  }

  /** An old and a new owner may meet in one batch: then each has an answer of its own. */
  private static Set<TaskId> twice(List<Settlement> settlements) {
    Set<TaskId> once = new HashSet<>();
    return settlements.stream()
        .map(s -> s.key().task())
        .filter(task -> !once.add(task))
        .collect(Collectors.toSet());
  }

  /** Whether its run holds nothing but what a group says, its status, action and attempt. */
  private static boolean plain(Settlement settlement) {
    Outcome outcome = settlement.outcome();
    Run run = outcome.run();
    return outcome.finished()
        && !outcome.removed()
        && settlement.notes().equals(Notes.NONE)
        && run.plain();
  }

  /** Whether only a tombstone stays. */
  boolean bare() {
    return KeptTask.of(keep).tombstone();
  }

  /** Whether this is all that was written since the tasks were claimed. */
  boolean firstWrite() {
    return sequence == 1;
  }

  <S extends SqlStatement<S>> S key(S statement) {
    return statement.bind("sequence", sequence).bind("worker", worker);
  }

  /** What the finished rows hold. */
  <S extends SqlStatement<S>> S end(S statement, long now) {
    if (!bare()) {
      statement.bind("records", records);
    }
    return statement
        .bind("sequence", sequence)
        .bind("status", status)
        .bind("action", action)
        .bind("attempt", attempt)
        .bind("none", Binding.NONE)
        .bind("now", now)
        .bind("purge", now + Row.micros(KeptTask.of(keep).time()))
        .bind("tombstone", bare() ? 1 : 0);
  }
}
