package dev.stint.command.process;

import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.Chunk;
import dev.stint.application.api.ChunkContext;
import dev.stint.application.api.ChunkedAction;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Writes the items 1 to 5, each in an atomic chunk of its own, into table {@code effect}. */
final class SlowChunks implements ChunkedAction<String, Integer, Integer> {

  static final TaskType<String> TYPE = TaskType.of("slow", String.class);
  static final int ITEMS = 5;
  private static final int STOPS_AT = 3;

  private final StoppingPlace place;

  private SlowChunks(StoppingPlace place) {
    this.place = place;
  }

  static TaskDefinition<String> definition(StoppingPlace place) {
    return TaskDefinition.of(TYPE).then(ActionDefinition.of("write", new SlowChunks(place)));
  }

  @Override
  public Class<Integer> cursorType() {
    return Integer.class;
  }

  @Override
  public boolean atomic() {
    return true;
  }

  @Override
  public Chunk<Integer, Integer> next(String name, Optional<Integer> after, int size) {
    int item = after.orElse(0) + 1;
    return item > ITEMS
        ? new Chunk<>(List.of(), ITEMS, true)
        : new Chunk<>(List.of(item), item, item == ITEMS);
  }

  @Override
  public void process(String name, List<Integer> items, ChunkContext context) throws SQLException {
    boolean stops = name.equals("stops") && items.get(0) == STOPS_AT;
    if (stops) {
      place.at(StoppingPlace.BEFORE_WRITE);
    }
    Connection connection = context.transaction(Connection.class);
    try (PreparedStatement insert =
        connection.prepareStatement("insert into effect (task, item) values (?, ?)")) {
      insert.setString(1, name);
      insert.setInt(2, items.get(0));
      insert.executeUpdate();
    }
    if (stops) {
      place.at(StoppingPlace.AFTER_WRITE);
    }
  }
}
