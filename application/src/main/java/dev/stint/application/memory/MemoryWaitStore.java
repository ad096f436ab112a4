package dev.stint.application.memory;

import dev.stint.application.spi.WaitStore;
import dev.stint.domain.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** See {@link WaitStore}. */
final class MemoryWaitStore implements WaitStore {

  private final TaskTable ledger;

  MemoryWaitStore(TaskTable ledger) {
    this.ledger = ledger;
  }

  @Override
  public List<Registered> register(List<Wait> waits) {
    synchronized (ledger) {
      return waits.stream().map(this::register).toList();
    }
  }

  private Registered register(Wait wait) {
    if (ledger.live.containsKey(wait.target())) {
      ledger.waits.register(wait);
      return Registered.WAITING;
    }
    return ledger.finished.containsKey(wait.target()) ? Registered.OVER : Registered.GONE;
  }

  @Override
  public List<Wait> owed(int limit, Duration age) {
    synchronized (ledger) {
      Instant since = ledger.now().minus(age);
      return ledger.waits.owingWakes(since).flatMap(this::of).limit(limit).toList();
    }
  }

  @Override
  public List<Wait> owedBy(Collection<TaskId> targets, int limit) {
    synchronized (ledger) {
      return targets.stream().filter(ledger.waits::owes).flatMap(this::of).limit(limit).toList();
    }
  }

  private Stream<Wait> of(TaskId target) {
    return ledger.waits.of(target).stream();
  }

  @Override
  public void clear(List<Wait> waits) {
    synchronized (ledger) {
      waits.forEach(ledger.waits::clear);
    }
  }
}
