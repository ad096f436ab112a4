package dev.stint.application.memory;

import dev.stint.application.spi.Claim;
import dev.stint.application.spi.ClaimId;
import dev.stint.domain.Fence;
import dev.stint.domain.KeptMessages;
import dev.stint.domain.Lane;
import dev.stint.domain.Message;
import dev.stint.domain.Payload;
import dev.stint.domain.Progress;
import dev.stint.domain.SetAside;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.ClaimRank;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.Signal;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.life.WriteKey;
import dev.stint.domain.store.ClaimOrder;
import dev.stint.domain.store.ClaimSize;
import dev.stint.domain.store.WriteVersions;
import dev.stint.domain.task.HistoryRow;
import dev.stint.domain.task.TaskMessage;
import dev.stint.domain.task.TaskRow;
import dev.stint.domain.task.TaskSpec;
import dev.stint.domain.task.VersionedTask;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One task as it is kept. Mutable; guarded by its ledger. */
final class StoredTask implements ClaimOrder.Claimable {

  static final Comparator<StoredTask> DUE_ORDER =
      Comparator.<StoredTask, Instant>comparing(c -> c.due).thenComparing(c -> c.spec.id());

  /** What only some tasks have. */
  static final class Notebook {
    final List<TaskMessage> messages = new ArrayList<>();
    final Map<String, SetAside> setAside = new LinkedHashMap<>();
    final List<HistoryRow> history = new ArrayList<>();
    private KeptMessages kept = KeptMessages.NONE;

    boolean blank() {
      return messages.isEmpty() && setAside.isEmpty() && history.isEmpty();
    }

    void hear(TaskMessage said) {
      Message.Level level = said.message().level();
      if (kept.takes(level)) {
        messages.add(said);
        kept = kept.and(level, 1);
      }
    }
  }

  TaskSpec spec;
  int priority;
  Run run;
  Fence fence = new Fence(0);
  long sequence;
  Optional<ClaimId> claim = Optional.empty();
  TaskStatus before = Run.NEW.status();
  Signal signal = Signal.NONE;
  Instant due;
  ClaimRank rank = ClaimRank.ORDINARY;
  final Instant requested;
  Optional<Instant> started = Optional.empty();
  Optional<Instant> finished = Optional.empty();
  Optional<Instant> purge = Optional.empty();
  boolean tombstone;
  Progress progress = Progress.NONE;
  Payload result = Payload.NONE;
  Optional<Notebook> notebook = Optional.empty();

  /** The order in which the store took the tasks in. */
  final long arrival;

  StoredTask(TaskSpec spec, Run run, Instant due, Instant now, long arrival) {
    this.arrival = arrival;
    this.spec = spec;
    this.priority = spec.priority();
    this.run = run;
    this.due = due;
    this.requested = now;
  }

  @Override
  public Lane lane() {
    return spec.lane();
  }

  @Override
  public int priority() {
    return priority;
  }

  @Override
  public ClaimRank rank() {
    return rank;
  }

  @Override
  public Instant due() {
    return due;
  }

  @Override
  public TaskId id() {
    return spec.id();
  }

  Notebook notebook() {
    if (notebook.isEmpty()) {
      notebook = Optional.of(new Notebook());
    }
    return notebook.get();
  }

  WriteKey key() {
    return new WriteKey(spec.id(), claim.orElseThrow().worker(), fence, sequence);
  }

  WriteVersions versions() {
    return new WriteVersions(fence, sequence, claim.map(ClaimId::worker), run.running());
  }

  VersionedTask standing() {
    return new VersionedTask(spec, run, fence, sequence, claim.map(ClaimId::worker), signal);
  }

  TaskRow row() {
    return new TaskRow(standing(), requested, due, started, finished, progress, result);
  }

  /** Leaves what a tombstone is: who it was and how it ended. */
  void forget() {
    spec = spec.asTombstone();
    run = run.withoutCursor();
    result = Payload.NONE;
  }

  void replaceArguments(Payload changed) {
    spec =
        new TaskSpec(
            spec.id(),
            spec.line(),
            spec.lane(),
            priority,
            spec.version(),
            changed,
            spec.plan(),
            spec.options(),
            spec.name(),
            spec.owner(),
            spec.key(),
            spec.serialKey());
  }

  void adjust(int newPriority, Payload options) {
    priority = newPriority;
    spec =
        new TaskSpec(
            spec.id(),
            spec.line(),
            spec.lane(),
            newPriority,
            spec.version(),
            spec.arguments(),
            spec.plan(),
            options,
            spec.name(),
            spec.owner(),
            spec.key(),
            spec.serialKey());
  }

  /** What it counts for in the bytes of a claim. */
  long claimSize() {
    return ClaimSize.of(spec, run);
  }

  /** As it is claimed, at this run. */
  Claim claimOf(Run at) {
    return new Claim(spec, at, key(), due, requested, signal);
  }
}
