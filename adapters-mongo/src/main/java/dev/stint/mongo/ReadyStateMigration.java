package dev.stint.mongo;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.stint.domain.store.ReadyState;
import java.util.ArrayList;
import java.util.List;
import org.bson.conversions.Bson;

/**
 * Format 100: the field {@code stand} becomes {@code readyState}, with the domain's codes. Each
 * step may be repeated.
 */
record ReadyStateMigration(Database database) {

  private static final String STAND = "stand";

  /** What {@code stand} held of a task in a worker's hands. */
  private static final int RUNNING = 4;

  private static final List<String> INDEXES =
      List.of("stint_ready", "stint_later", "stint_running");

  /** Whether tasks are stored as an older build stored them. */
  static boolean needed(Database database) {
    return database.tasks().find(Filters.exists(STAND)).first() != null;
  }

  void run() {
    move(Filters.eq(STAND, RUNNING), ReadyPosition.RUNNING);
    move(Filters.exists(Field.TURN_KEY), ReadyState.TURN.code());
    for (ReadyState state : ReadyState.values()) {
      move(Filters.eq(STAND, state.code()), state.code());
    }
    List<String> there = new ArrayList<>();
    database.tasks().listIndexes().forEach(index -> there.add(index.getString("name")));
    INDEXES.stream().filter(there::contains).forEach(database.tasks()::dropIndex);
  }

  private void move(Bson which, int code) {
    database
        .tasks()
        .updateMany(
            Filters.and(Filters.exists(STAND), which),
            Updates.combine(Updates.set(Field.READY_STATE, code), Updates.unset(STAND)));
  }
}
