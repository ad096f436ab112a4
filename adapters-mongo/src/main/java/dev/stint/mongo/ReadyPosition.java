package dev.stint.mongo;

import dev.stint.domain.life.Run;
import dev.stint.domain.life.SerialKeyRules;
import dev.stint.domain.store.ReadyState;
import java.util.Optional;
import org.bson.Document;

/** Says in an update where a live task goes. */
final class ReadyPosition {

  /** The ready state of a task in a worker's hands: it is found by its worker. */
  static final int RUNNING = 5;

  private ReadyPosition() {}

  /**
   * Among the ready, or where else its status and due time belong; if it is due and has a serial
   * key that it does not hold, among those that wait for their turn.
   *
   * @param asked its serial key, unless it holds it
   */
  static void put(Document update, Run run, long due, long now, Optional<String> asked) {
    Document set = update.get("$set", Document.class);
    ReadyState state = ReadyState.of(run, due <= now);
    if (asked.isPresent() && state.ready()) {
      ask(set, run, asked.get(), now);
      return;
    }
    set.append(Field.READY_STATE, state.code());
    if (asked.isPresent() && state == ReadyState.TURN) {
      // It waits for its turn already, and goes on doing so.
      set.append(Field.TURN_KEY, asked.get()).append(Field.TURN_AT, now);
    }
  }

  /** Lets a task wait for its turn, which is to be looked at from now on. */
  static void ask(Document task, Run run, String key, long now) {
    task.putAll(Binding.run(SerialKeyRules.waiting(run)));
    task.append(Field.READY_STATE, ReadyState.TURN.code())
        .append(Field.TURN_KEY, key)
        .append(Field.TURN_AT, now);
  }

  /** Gives the serial key up, which is to be handed on from now on. */
  static void giveUp(Document update, long now) {
    update.get("$set", Document.class).append(Field.TURN_AT, now);
    unset(update, Field.HOLDS);
  }

  static void unset(Document update, String field) {
    Document unset = update.get("$unset", Document.class);
    update.append("$unset", (unset == null ? new Document() : unset).append(field, ""));
  }
}
