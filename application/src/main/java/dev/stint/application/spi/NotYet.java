package dev.stint.application.spi;

import dev.stint.domain.TaskId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What a store answers that does not offer waits and registers yet: a sentence that says so. */
final class NotYet implements WaitStore, RegisterStore {

  private static StoreException refused() {
    return new StoreException(
        StoreException.Kind.PERMANENT, "this store has no waits and registers yet");
  }

  @Override
  public List<Registered> register(List<Wait> waits) {
    throw refused();
  }

  @Override
  public List<Wait> owed(int limit, Duration age) {
    return List.of();
  }

  @Override
  public List<Wait> owedBy(Collection<TaskId> targets, int limit) {
    return List.of();
  }

  @Override
  public void clear(List<Wait> waits) {}

  @Override
  public List<Register> all(String kind) {
    return List.of();
  }

  @Override
  public Optional<Register> find(String kind, String name) {
    return Optional.empty();
  }

  @Override
  public List<WriteResult> swap(List<Swap> swaps) {
    throw refused();
  }
}
