package dev.stint.jdbc;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * What the tasks written by a transaction leave to others in the same transaction: their serial
 * keys, and wakes owed. Costs nothing where nobody is bound to them. Not thread-safe.
 */
final class TransactionEffects {

  private final Statements sql;
  private final SerialKeyHandover handover;
  private final Set<UUID> wakesOwed = new TreeSet<>();
  private Keys.HandedOn handedOn = Keys.HandedOn.NOTHING;

  TransactionEffects(Statements sql, Keys keys) {
    this(sql, new SerialKeyHandover(keys));
  }

  TransactionEffects(Statements sql, SerialKeyHandover handover) {
    this.sql = sql;
    this.handover = handover;
  }

  SerialKeyHandover handover() {
    return handover;
  }

  /** A task that is over. */
  void over(TaskLinks links) {
    links.serialKey().ifPresent(key -> handover.leaves(links.id(), key));
    if (links.awaited()) {
      wakesOwed.add(links.id());
    }
  }

  /** A task whose waiters have to look, if there are any. */
  void owes(UUID task) {
    wakesOwed.add(task);
  }

  /** Does what is left to do; answers the tasks that owe a wake. */
  Set<UUID> settle(Handle handle, long now) {
    Set<UUID> owed = wakesOwed.isEmpty() ? Set.of() : owe(handle, now);
    handedOn = handover.settle(handle, now);
    return owed;
  }

  /** What became of the serial keys. */
  Keys.HandedOn handedOn() {
    return handedOn;
  }

  private Set<UUID> owe(Handle handle, long now) {
    List<UUID> targets = List.copyOf(wakesOwed);
    handle.createUpdate(sql.get("owe")).bind("now", now).bindList("ids", targets).execute();
    return handle
        .createQuery(sql.get("owing"))
        .bindList("ids", targets)
        .map((rs, c) -> Row.uuid(rs, "target"))
        .set();
  }
}
