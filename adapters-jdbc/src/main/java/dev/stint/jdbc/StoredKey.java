package dev.stint.jdbc;

import dev.stint.domain.IdempotencyKey;
import dev.stint.domain.store.TakenKey;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * An idempotency key as a task finds it.
 *
 * @param asks the task that would have it
 * @param holder the task that it names
 * @param known looks whether the task that asks is stored
 * @param live looks whether the holder is stored and not over
 */
record StoredKey(
    UUID asks, UUID holder, IdempotencyKey.Scope scope, BooleanSupplier known, BooleanSupplier live)
    implements TakenKey {

  @Override
  public boolean own() {
    return holder.equals(asks);
  }

  @Override
  public boolean stored() {
    return known.getAsBoolean();
  }

  /** A key is written with its task, in one transaction. */
  @Override
  public boolean confirmed() {
    return true;
  }

  /** Of a confirmed key it is not asked whether the holder is still a tombstone. */
  @Override
  public boolean holderStored() {
    return holderLive();
  }

  @Override
  public boolean holderLive() {
    return live.getAsBoolean();
  }
}
