package dev.stint.application.memory;

import dev.stint.domain.IdempotencyKey;
import dev.stint.domain.TaskId;
import dev.stint.domain.store.TakenKey;
import java.util.Optional;

/** An idempotency key as a task finds it. */
record StoredKey(TaskTable ledger, TaskTable.KeyRow row, TaskId asks) implements TakenKey {

  /** The key as that task finds it; empty if nobody has it. */
  static Optional<StoredKey> of(TaskTable ledger, IdempotencyKey key, TaskId asks) {
    return Optional.ofNullable(ledger.keys.get(key.value()))
        .map(row -> new StoredKey(ledger, row, asks));
  }

  @Override
  public boolean own() {
    return row.task().equals(asks);
  }

  @Override
  public boolean stored() {
    return ledger.find(asks).isPresent();
  }

  /** A key is written with its task, in one step. */
  @Override
  public boolean confirmed() {
    return true;
  }

  @Override
  public boolean holderStored() {
    return ledger.find(row.task()).isPresent();
  }

  @Override
  public boolean holderLive() {
    return ledger.live.containsKey(row.task());
  }

  @Override
  public IdempotencyKey.Scope scope() {
    return row.scope();
  }
}
